// Two customers become one, and two again.
#include <algorithm>
#include <iterator>
#include <utility>

#include "kith/base/hash.hpp"
#include "kith/view/view.hpp"
#include "view/actor.hpp"
#include "view/group_log.hpp"
#include "view/schemas.hpp"
#include "view/values.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

constexpr std::size_t kLongestKey = 255;

/// A customer on either side, and both together.
struct Sides {
  CustomerState kept;
  CustomerState merged;
  CustomerState joined;
};

/// Writes what is another on both sides, or falls together.
class MergeTable {
 public:
  MergeTable(const Sides& sides, Words& words) : sides_(sides), words_(words) {}

  Table finish() && {
    fields();
    custom();
    differing("owner", "负责人", "owner",
              [&](const CustomerState& s) { return words_.person(s.ownership.owner); });
    differing("tier", "客户分级", "tier",
              [](const CustomerState& s) { return s.tiering.tier; });
    contacts();
    deals();
    orders();
    steps();
    cases();
    return std::move(w_).finish();
  }

 private:
  using Value = std::function<std::string(const CustomerState&)>;

  void row(std::string_view what, std::string_view name, std::string_view zh,
           std::string_view en, std::string_view effect, const Value& value) {
    namespace col = schema::merge;
    w_.text(col::what, what);
    w_.text(col::name, name);
    put(w_, col::name_zh, zh);
    put(w_, col::name_en, en);
    w_.text(col::effect, effect);
    put(w_, col::kept, value(sides_.kept));
    put(w_, col::merged, value(sides_.merged));
    put(w_, col::joined, value(sides_.joined));
    w_.text(col::kept_key, sides_.kept.key.text());
    w_.text(col::merged_key, sides_.merged.key.text());
    w_.end_row();
  }
  void differing(std::string_view name, std::string_view zh, std::string_view en,
                 const Value& value) {
    const std::string kept = value(sides_.kept);
    const std::string merged = value(sides_.merged);
    if (kept == merged) return;
    row("field", name, zh, en, kept.empty() || merged.empty() ? "added" : "differs",
        value);
  }
  void together(std::string_view what, const std::string& key, const Value& value) {
    row(what, key, {}, {}, "together", value);
  }

  void fields() {
    for (const FieldSpec& spec : customer_fields()) {
      if (words_.hides(access_field(spec.field))) continue;
      differing(spec.name, spec.zh, spec.en, [&](const CustomerState& s) {
        const auto it = s.profile.fields.find(spec.field);
        return it == s.profile.fields.end() ? std::string()
                                            : field_words(words_, spec, it->second);
      });
    }
  }
  void custom() {
    if (words_.hides(AccessField::custom_value)) return;
    for (const CustomFact& f : sides_.joined.profile.custom) {
      differing("custom." + f.field, f.field, f.field, [&](const CustomerState& s) {
        const CustomFact* own = s.profile.custom_field(f.field);
        return own == nullptr ? std::string() : custom_words(words_, *own);
      });
    }
  }
  void contacts() {
    for (const ContactFact& c : sides_.kept.profile.contacts) {
      if (sides_.merged.profile.contact(c.contact) == nullptr) continue;
      together("contact", c.contact.text(), [&](const CustomerState& s) {
        const ContactFact* own = s.profile.contact(c.contact);
        return own == nullptr ? std::string()
                              : words_.text(own->name, AccessField::contact_name);
      });
    }
  }
  void deals() {
    for (const Deal& d : sides_.kept.deals.deals) {
      if (sides_.merged.deals.find(d.key) == nullptr) continue;
      together("deal", d.key.text(), [&](const CustomerState& s) {
        const Deal* own = s.deals.find(d.key);
        if (own == nullptr) return std::string();
        std::string said = words_.text(own->name, AccessField::deal_name);
        if (own->amount && !words_.hides(AccessField::deal_amount))
          said += (said.empty() ? "" : ", ") + amount_words(*own->amount);
        return said;
      });
    }
  }
  void orders() {
    for (const Order& o : sides_.kept.deals.orders) {
      if (sides_.merged.deals.find(o.key) == nullptr) continue;
      together("order", o.key.text(), [&](const CustomerState& s) {
        const Order* own = s.deals.find(o.key);
        if (own == nullptr || words_.hides(AccessField::order_amount))
          return std::string();
        std::vector<std::string> lines;
        for (const OrderLine& line : own->lines)
          lines.push_back(amount_words(line.amount));
        return join(lines, " + ");
      });
    }
  }
  void steps() {
    const auto step_of = [](const CustomerState& s, const EventKey& event) {
      const auto& steps = s.cadence.steps;
      const auto it = std::find_if(steps.begin(), steps.end(), [&](const OpenStep& step) {
        return step.event == event;
      });
      return it == steps.end() ? nullptr : &*it;
    };
    for (const OpenStep& step : sides_.kept.cadence.steps) {
      if (step_of(sides_.merged, step.event) == nullptr) continue;
      together("step", step.event.source + "/" + step.event.key,
               [&](const CustomerState& s) {
                 const OpenStep* own = step_of(s, step.event);
                 return own == nullptr ? std::string()
                                       : words_.text(own->text, AccessField::step_text);
               });
    }
  }
  void cases() {
    const auto case_of = [](const CustomerState& s, const std::string& id) {
      const auto it =
          std::find_if(s.cases.begin(), s.cases.end(),
                       [&](const WinBackCase& c) { return c.said.case_id == id; });
      return it == s.cases.end() ? nullptr : &*it;
    };
    for (const WinBackCase& c : sides_.kept.cases) {
      if (case_of(sides_.merged, c.said.case_id) == nullptr) continue;
      together("case", c.said.case_id, [&](const CustomerState& s) {
        const WinBackCase* own = case_of(s, c.said.case_id);
        return own == nullptr ? std::string() : std::string(code_name(own->said.result));
      });
    }
  }

  const Sides& sides_;
  Words& words_;
  TableWriter w_{schema::kMerge};
};

std::vector<std::vector<Fact>> logs_of_all(const Source& source, const Cut& cut,
                                           const std::vector<CustomerKey>& members) {
  std::vector<std::vector<Fact>> logs;
  for (const CustomerKey& member : members)
    logs.push_back(source.log(member, cut.known_at));
  return logs;
}

/// The next revision under which an event key of the book is new.
std::int32_t next_revision(const std::vector<Fact>& log, const EventKey& event) {
  std::int32_t next = 0;
  for (const Fact& f : log) {
    if (f.head.event == event) next = std::max(next, f.head.revision + 1);
  }
  return next;
}

Fact decision(EventKey event, const std::vector<Fact>& log, Date day, Instant recorded,
              const Actor* actor, FactBody body) {
  Fact fact;
  fact.head.event = std::move(event);
  fact.head.revision = next_revision(log, fact.head.event);
  fact.head.occurred = Occurred::on(day);
  fact.head.recorded = recorded;
  if (actor != nullptr) fact.head.author = actor->person;
  fact.body = std::move(body);
  return fact;
}

EventKey undo_event(const EventKey& merge) {
  EventKey event{"kith:unmerge", merge.source + "/" + merge.key};
  if (event.key.size() > kLongestKey)
    event.key = KeyedHash(HashKey{}).part(event.key).finish().base32();
  return event;
}

/// A customer that is asked for by key; who may not see all is not told whether one that
/// it does not see exists.
CustomerKey seen_one(const Source& source, const Cut& cut, const Actor* actor,
                     const CustomerKey& key, const char* field) {
  if (const auto state = source.one(key, cut)) return state->key;
  if (actor == nullptr || actor->sight.all) {
    throw Error(Status::not_found, Reason::unknown_name, "no such customer")
        .at(field)
        .with("customer", key.text());
  }
  throw Error(Status::permission_denied, Reason::not_allowed,
              "\"" + actor->person.text() + "\" does not see the customer")
      .at(field)
      .with("customer", key.text());
}

}  // namespace

PoolDecision View::merge(const MergeOptions& options, Instant recorded) const {
  const auto moment = source_->hold();
  const CustomerKey kept = seen_one(*source_, cut_, actor_.get(), options.kept, "kept");
  const CustomerKey merged =
      seen_one(*source_, cut_, actor_.get(), options.merged, "merged");
  if (options.kept == options.merged) {
    throw invalid(Reason::conflict, "a customer cannot be merged with itself")
        .at("merged")
        .with("customer", options.merged.text());
  }
  PoolDecision out;
  if (kept == merged) {
    out.table = TableWriter(schema::kMerge).finish();
    return out;
  }
  std::vector<std::vector<Fact>> logs = logs_of(*source_, *rules_, kept, cut_.known_at);
  std::vector<std::vector<Fact>> more = logs_of(*source_, *rules_, merged, cut_.known_at);
  const Sides sides{fold_logs(kept, logs, *rules_, cut_.as_of),
                    fold_logs(merged, more, *rules_, cut_.as_of), [&] {
                      std::vector<std::vector<Fact>> all = logs;
                      all.insert(all.end(), more.begin(), more.end());
                      return fold_logs(kept, all, *rules_, cut_.as_of);
                    }()};
  Words words = this->words();
  out.table = MergeTable(sides, words).finish();
  out.decisions
      .add(decision({"kith:merge", merged.text()},
                    whole_->log(CustomerKey(), std::nullopt), cut_.as_of, recorded,
                    actor_.get(), MergeFact{kept, merged, options.reason}))
      .value();
  return out;
}

PoolDecision View::unmerge(const CustomerKey& merged, Instant recorded) const {
  const auto moment = source_->hold();
  const CustomerKey kept = seen_one(*source_, cut_, actor_.get(), merged, "merged");
  const std::vector<Fact> log = whole_->log(CustomerKey(), std::nullopt);
  std::vector<Fact> facts = facts_in_force(whole_->log(CustomerKey(), cut_.known_at));
  const auto holds = [&](const Fact& f) {
    const auto* merge = std::get_if<MergeFact>(&f.body);
    return merge != nullptr && merge->merged == merged;
  };
  PoolDecision out;
  for (const Fact& f : facts) {
    if (!holds(f)) continue;
    out.decisions
        .add(decision(undo_event(f.head.event), log, cut_.as_of, recorded, actor_.get(),
                      RetractFact{f.head.event}))
        .value();
  }
  if (out.decisions.facts().empty()) {
    throw Error(Status::not_found, Reason::unknown_name,
                "the customer is not merged into another")
        .at("merged")
        .with("customer", merged.text());
  }
  std::erase_if(facts, holds);
  const Merges after = Merges::of(facts);
  const auto alone = [&](const CustomerKey& key) {
    return fold_logs(key, logs_of_all(*source_, cut_, after.members(key)), *rules_,
                     cut_.as_of);
  };
  const Sides sides{alone(after.kept(kept)), alone(after.kept(merged)),
                    fold_logs(kept, logs_of(*source_, *rules_, kept, cut_.known_at),
                              *rules_, cut_.as_of)};
  Words words = this->words();
  out.table = MergeTable(sides, words).finish();
  return out;
}

}  // namespace kith
