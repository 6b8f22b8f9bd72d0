// A fact out of the cells of one row, whatever they stand in: found by column number of
// the schema, made members one after another. Private to model.
//
//   struct Cells {
//     bool has(std::size_t column) const;          // not null
//     std::int64_t integer(std::size_t column) const;
//     std::string_view text(std::size_t column) const;
//     std::optional<TextRef> reference(std::size_t column) const;  // words elsewhere
//   };
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "kith/base/text.hpp"
#include "kith/model/fact_tables.hpp"
#include "model/fact_columns.hpp"

namespace kith::detail {

/// The cells of one row in the order of the schema. The first offence is kept; what
/// follows it yields defaults.
template <class Cells>
class RowReader {
 public:
  RowReader(const TableSchema& schema, const Cells& cells, std::int64_t row, Batch& batch,
            const FactHead& head)
      : schema_(schema), cells_(cells), row_(row), batch_(batch), head_(head) {}

  [[nodiscard]] std::optional<Error>& error() { return error_; }

  template <class Tag>
  void key(Key<Tag>& out) {
    if (const auto s = take_text()) out = Key<Tag>(std::string(*s));
  }
  void word(std::string& out) {
    if (const auto s = take_text()) out = *s;
  }
  void words(TextRef& out) {
    if (const auto ref = take_words()) out = *ref;
  }
  template <class Code>
  void code(Code& out) {
    if (const auto n = take_code(words_of(Code{}))) out = static_cast<Code>(*n);
  }
  void flag(bool& out) {
    std::int64_t n = out ? 1 : 0;
    whole(n, 0, 1);
    out = n == 1;
  }
  void number(std::int64_t& out) {
    whole(out, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max());
  }
  void number(std::int32_t& out) {
    std::int64_t n = out;
    whole(n, std::numeric_limits<std::int32_t>::min(),
          std::numeric_limits<std::int32_t>::max());
    out = static_cast<std::int32_t>(n);
  }
  void number(std::optional<std::int32_t>& out) {
    std::int64_t n = std::numeric_limits<std::int64_t>::min();
    whole(n, std::numeric_limits<std::int32_t>::min(),
          std::numeric_limits<std::int32_t>::max());
    if (n >= std::numeric_limits<std::int32_t>::min()) out = static_cast<std::int32_t>(n);
  }
  void number(std::optional<std::int64_t>& out) {
    if (const auto n = take_integer()) out = *n;
  }
  void day(std::optional<Date>& out) {
    const auto n = take_integer();
    if (!n) return;
    const auto date = Date::checked(*n);
    if (!date) return fail(date.error());
    out = *date;
  }
  void day(Date& out) {
    std::optional<Date> date;
    day(date);
    if (date) out = *date;
  }
  void instant(std::optional<Instant>& out) {
    const auto n = take_integer();
    if (!n) return;
    const auto at = Instant::checked(*n);
    if (!at) return fail(at.error());
    out = *at;
  }
  void event(EventKey& out) {
    word(out.source);
    word(out.key);
  }
  /// Both columns or neither.
  void event(std::optional<EventKey>& out) {
    EventKey e;
    word(e.source);
    if (e.source.empty()) {
      word(e.key);
      if (!e.key.empty()) fail(Reason::missing_value, "a key without its source");
      return;
    }
    word(e.key);
    if (e.key.empty()) return fail(Reason::missing_value, "a source without its key");
    out = std::move(e);
  }
  void money(Money& out) {
    number(out.minor);
    currency(out.currency);
  }
  void money(std::optional<Money>& out) {
    const auto n = take_integer();
    Money m;
    currency(m.currency);
    if (n) out = Money{*n, m.currency};
  }
  void customer(CustomerFact& b) {
    const auto fields = customer_fields();
    for (const FieldSpec& f : fields.first(kFieldsBefore)) field(b, f);
    Currency c;
    currency(c);
    for (auto& [name, value] : b.fields) {
      if (auto* m = std::get_if<Money>(&value)) m->currency = c;
    }
    cleared(b);
    for (const FieldSpec& f : fields.subspan(kFieldsBefore)) field(b, f);
  }
  void document(AdoptFact& b) {
    const auto json = take_text();
    if (json) return document(b, *json);
    if (error_) return;
    if (b.hash.empty() || b.id.empty() || b.kind == DocumentKind{}) {
      fail(Reason::missing_value, "needs the document, or its kind, id and hash");
    }
  }
  void fail(Error error) {
    if (error_) return;
    error.set_place(std::string(spec().name), row_);
    error_ = std::move(error);
  }
  void fail(Reason reason, std::string message) {
    fail(invalid(reason, std::move(message)));
  }

 private:
  [[nodiscard]] const ColumnSpec& spec() const { return schema_.columns[next_ - 1]; }

  /// Goes on to the next cell; whether it is not null.
  bool take() {
    const std::size_t column = next_++;
    if (cells_.has(column)) return true;
    if (split_meaning(spec().meaning).required)
      fail(Reason::missing_value, "must not be null");
    return false;
  }
  std::optional<std::int64_t> take_integer() {
    if (!take()) return std::nullopt;
    return cells_.integer(next_ - 1);
  }
  std::optional<std::string_view> take_text() {
    if (!take()) return std::nullopt;
    if (cells_.reference(next_ - 1)) {
      fail(Reason::wrong_type, "takes a text, not a reference");
      return std::nullopt;
    }
    const std::string_view s = cells_.text(next_ - 1);
    if (s.empty()) {
      if (split_meaning(spec().meaning).required) {
        fail(Reason::missing_value, "must not be empty");
      }
      return std::nullopt;
    }
    if (!is_utf8(s)) {
      fail(Reason::bad_utf8, "not valid UTF-8");
      return std::nullopt;
    }
    return s;
  }
  std::optional<std::int32_t> take_code(std::span<const CodeWord> vocabulary) {
    const auto s = take_text();
    if (!s) return std::nullopt;
    const auto n = word_code(vocabulary, *s);
    if (!n) unknown_word(vocabulary, *s);
    return n;
  }
  void unknown_word(std::span<const CodeWord> vocabulary, std::string_view given) {
    std::string list;
    for (const CodeWord& w : vocabulary) {
      if (!list.empty()) list += ", ";
      list += w.name;
    }
    fail(invalid(Reason::unknown_name, "not one of " + list)
             .with("value", std::string(given.substr(0, 64))));
  }
  void whole(std::int64_t& out, std::int64_t low, std::int64_t high) {
    const auto n = take_integer();
    if (!n) return;
    if (*n < low || *n > high) {
      return fail(Reason::bad_number,
                  "must be " + std::to_string(low) + " to " + std::to_string(high));
    }
    out = *n;
  }
  /// Words, kept in the batch, or the reference of words that are kept elsewhere.
  std::optional<TextRef> take_words() {
    if (const auto ref = cells_.reference(next_)) {
      ++next_;
      if (*ref == text_ref(head_, spec().name)) return ref;
      fail(Reason::conflict, "not the reference of this text of this event");
      return std::nullopt;
    }
    const auto s = take_text();
    if (!s) return std::nullopt;
    return batch_.put_text(head_, spec().name, *s);
  }
  void currency(Currency& out) {
    const auto s = take_text();
    if (!s) return;
    auto c = Currency::parse(*s);
    if (!c) return fail(c.error());
    out = *c;
  }
  void field(CustomerFact& b, const FieldSpec& f) {
    FieldValue value;
    if (f.type == FieldType::code) {
      if (const auto n = take_code(f.words)) value = std::int64_t{*n};
    } else if (f.type == FieldType::integer) {
      if (const auto n = take_integer()) value = *n;
    } else if (f.type == FieldType::money) {
      if (const auto n = take_integer()) value = Money{*n, {}};
    } else if (f.type == FieldType::text) {
      if (const auto ref = take_words()) value = *ref;
    } else if (const auto s = take_text()) {
      value = std::string(*s);
    }
    if (!std::holds_alternative<Nothing>(value)) set(b, f, std::move(value));
  }
  void cleared(CustomerFact& b) {
    auto names = take_text();
    while (names) {
      const std::size_t bar = names->find('|');
      clear(b, names->substr(0, bar));
      if (bar == std::string_view::npos) break;
      names->remove_prefix(bar + 1);
    }
  }
  void set(CustomerFact& b, const FieldSpec& f, FieldValue value) {
    auto it = b.fields.begin();
    while (it != b.fields.end() && it->first < f.field) ++it;
    if (it != b.fields.end() && it->first == f.field) {
      return fail(Reason::conflict,
                  std::string(f.name) + " is both given and cleared, or twice");
    }
    b.fields.emplace(it, f.field, std::move(value));
  }
  void clear(CustomerFact& b, std::string_view name) {
    for (const FieldSpec& f : customer_fields()) {
      if (f.name == name) return set(b, f, FieldValue{});
    }
    fail(invalid(Reason::unknown_name, "not a field of a customer")
             .with("value", std::string(name.substr(0, 64))));
  }
  void document(AdoptFact& b, std::string_view json) {
    auto d = read_document(json);
    if (!d) return fail(Error(d.error()).with("path", d.error().field()));
    const bool agrees = (b.kind == DocumentKind{} || b.kind == d->kind) &&
                        (b.id.empty() || b.id == d->id) &&
                        (b.hash.empty() || b.hash == d->hash);
    if (!agrees)
      return fail(Reason::conflict, "the document has another kind, id or hash");
    b.kind = d->kind;
    b.id = d->id;
    b.hash = d->hash;
    batch_.add_document(std::move(*d));
  }

  const TableSchema& schema_;
  const Cells& cells_;
  std::int64_t row_;
  Batch& batch_;
  const FactHead& head_;
  std::size_t next_ = 0;
  std::optional<Error> error_;
};

/// The row's day must be that of its instant, and one of the two be given.
inline Result<Occurred> occurred_of(std::optional<Date> day, std::optional<Instant> at,
                                    Zone zone) {
  if (!day && !at) return invalid(Reason::missing_value, "needs a day or an instant");
  if (!at) return Occurred::on(*day);
  const Occurred occurred = Occurred::at_instant(*at, zone);
  if (day && *day != occurred.day) {
    return invalid(Reason::conflict, "the instant lies on " + occurred.day.iso() +
                                         ", not on " + day->iso());
  }
  return occurred;
}

template <class Cells>
void read_head(RowReader<Cells>& in, bool rooted, Zone zone, std::int64_t row,
               FactHead& head) {
  if (rooted) in.key(head.root);
  in.event(head.event);
  in.number(head.revision);
  std::optional<Date> day;
  std::optional<Instant> at;
  in.day(day);
  in.instant(at);
  auto occurred = occurred_of(day, at, zone);
  if (occurred) {
    head.occurred = *occurred;
  } else if (!in.error()) {
    in.error() = std::move(occurred.error()).at("day", row);
  }
  in.key(head.author);
  in.event(head.replaces);
  std::optional<Instant> recorded;
  in.instant(recorded);
  if (recorded) head.recorded = *recorded;
}

/// Appends the fact of one row; `row` is for errors, which name the column.
template <class Cells>
Result<void> read_row(FactKind kind, const Cells& cells, std::int64_t row, Zone zone,
                      Instant recorded, Batch& batch) {
  const TableSchema& schema = fact_schema(kind);
  Fact fact;
  fact.head.recorded = recorded;
  fact.body = empty_body(kind);
  RowReader<Cells> in(schema, cells, row, batch, fact.head);
  read_head(in, schema.index_of("customer") == 0, zone, row, fact.head);
  std::visit([&in](auto& body) { body_columns(in, body); }, fact.body);
  if (in.error()) return std::move(*in.error());
  if (auto added = batch.add(std::move(fact)); !added) {
    Error error = added.error();
    error.set_place(error.field(), row);
    return error;
  }
  return {};
}

}  // namespace kith::detail
