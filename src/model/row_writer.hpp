// A fact as the cells of one row: members made cells one after another, in the order of
// the schema. Private to model.
//
//   struct Out {                                    // called for cells that are not null
//     void int32(std::int32_t column, std::int32_t n);
//     void int64(std::int32_t column, std::int64_t n);
//     void date(std::int32_t column, Date d);
//     void instant(std::int32_t column, Instant t);
//     void text(std::int32_t column, std::string_view s);
//     void words(std::int32_t column, TextRef ref);
//     void document(std::int32_t column, const std::string& hash);
//   };
#pragma once

#include <optional>
#include <string>

#include "kith/model/fact_tables.hpp"
#include "model/fact_columns.hpp"

namespace kith::detail {

/// Empty members stay null cells.
template <class Out>
class RowWriter {
 public:
  explicit RowWriter(Out& out) : out_(out) {}

  template <class Tag>
  void key(const Key<Tag>& k) {
    text(k.text());
  }
  void word(const std::string& s) { text(s); }
  void words(TextRef ref) {
    if (!ref.empty()) out_.words(next_, ref);
    ++next_;
  }
  template <class Code>
  void code(Code c) {
    text(code_name(c));
  }
  void flag(bool b) { out_.int32(next_++, b ? 1 : 0); }
  void number(std::int64_t n) { out_.int64(next_++, n); }
  void number(std::int32_t n) { out_.int32(next_++, n); }
  void number(const std::optional<std::int32_t>& n) {
    if (n) out_.int32(next_, *n);
    ++next_;
  }
  void number(const std::optional<std::int64_t>& n) {
    if (n) out_.int64(next_, *n);
    ++next_;
  }
  void day(const std::optional<Date>& d) {
    if (d) out_.date(next_, *d);
    ++next_;
  }
  void day(Date d) { out_.date(next_++, d); }
  void instant(const std::optional<Instant>& t) {
    if (t) out_.instant(next_, *t);
    ++next_;
  }
  void event(const EventKey& e) {
    text(e.source);
    text(e.key);
  }
  void event(const std::optional<EventKey>& e) { event(e ? *e : EventKey{}); }
  void money(const Money& m) {
    out_.int64(next_++, m.minor);
    text(m.currency.code());
  }
  void money(const std::optional<Money>& m) {
    if (m) return money(*m);
    next_ += 2;
  }
  void customer(const CustomerFact& b) {
    const std::int32_t first = next_;
    std::string cleared;
    std::string currency;
    for (const auto& [field, value] : b.fields) {
      if (!is_known(field)) continue;
      next_ = first + place_of_field(field);
      if (std::holds_alternative<Nothing>(value)) {
        cleared += (cleared.empty() ? "" : "|") + name_of(field);
      }
      if (const auto* m = std::get_if<Money>(&value)) currency = m->currency.code();
      field_value(field, value);
    }
    next_ = first + static_cast<std::int32_t>(kFieldsBefore);
    text(currency);
    text(cleared);
    next_ = first + static_cast<std::int32_t>(customer_fields().size()) + 2;
  }
  void document(const AdoptFact& b) { out_.document(next_++, b.hash); }

 private:
  void text(std::string_view s) {
    if (!s.empty()) out_.text(next_, s);
    ++next_;
  }
  static bool is_known(Field field) {
    const auto n = static_cast<std::int32_t>(field);
    return n >= 1 && n <= static_cast<std::int32_t>(customer_fields().size());
  }
  /// One column a field, in order; `currency` and `cleared` stand between.
  static std::int32_t place_of_field(Field field) {
    const auto n = static_cast<std::int32_t>(field) - 1;
    return n < static_cast<std::int32_t>(kFieldsBefore) ? n : n + 2;
  }
  static const FieldSpec& spec_of(Field field) {
    return customer_fields()[static_cast<std::size_t>(field) - 1];
  }
  static std::string name_of(Field field) { return std::string(spec_of(field).name); }
  void field_value(Field field, const FieldValue& value) {
    if (const auto* m = std::get_if<Money>(&value)) return number(m->minor);
    if (const auto* s = std::get_if<std::string>(&value)) return word(*s);
    if (const auto* t = std::get_if<TextRef>(&value)) return words(*t);
    const auto* n = std::get_if<std::int64_t>(&value);
    if (n == nullptr) return;
    if (spec_of(field).type == FieldType::integer) return number(*n);
    text(word_name(spec_of(field).words, static_cast<std::int32_t>(*n)));
  }

  Out& out_;
  std::int32_t next_ = 0;
};

template <class Out>
void write_head(RowWriter<Out>& out, bool rooted, const FactHead& head) {
  if (rooted) out.key(head.root);
  out.event(head.event);
  out.number(head.revision);
  out.day(head.occurred.day);
  out.instant(head.occurred.at);
  out.key(head.author);
  out.event(head.replaces);
  out.instant(head.recorded);
}

template <class Out>
void write_row(Out& out, const Fact& fact) {
  RowWriter<Out> writer(out);
  write_head(writer, fact_schema(fact.kind()).index_of("customer") == 0, fact.head);
  FactBody body = fact.body;  // the visitor is shared with reading
  std::visit([&writer](auto& b) { body_columns(writer, b); }, body);
}

}  // namespace kith::detail
