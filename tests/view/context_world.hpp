// One customer of whom the morning list has much to tell and one of whom it has little,
// for the tests of what stands beside a promise.
#pragma once

#include <string>
#include <vector>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith::context {

inline const Instant kRecorded = Instant::parse("2023-10-26T09:00:00+08:00").value();
inline Date day(const char* iso) { return Date::parse(iso).value(); }
inline const Date kDay = day("2023-10-26");

class World {
 public:
  Batch batch;
  Instant recorded = kRecorded;

  World() {
    for (const DocumentKind kind :
         {DocumentKind::calendar, DocumentKind::tier, DocumentKind::cadence,
          DocumentKind::pipeline, DocumentKind::pool})
      adopt(batch, default_document(kind), day("2023-10-01"), kRecorded).value();
    add("", "2023-10-01", person("li"));
    add("", "2023-10-01", person("wu"));
    named("a", "华东机械");
    add("a", "2023-10-02", OwnerFact{PersonKey("li")});
    add("a", "2023-10-02", TierFact{"A", "r", {}, {}});
    touch("a", "2023-10-10", Channel::visit, Outcome::answered, "要报价");
    touch("a", "2023-10-20", Channel::phone, Outcome::no_reply, "没人接");
    touch("a", "2023-10-27", Channel::mail, Outcome::answered, "明天的话");
    step("a", "s1", "发报价单", "2023-10-25");
    // Too far ahead to be on the list.
    step("a", "s2", "约参观", "2024-03-01", "2024-02-26");
    step("a", "s3", "问预算", nullptr);
    deal("a", "2023-10-11", "D1", "冲压线");
    deal("a", "2023-10-23", "D2", "备件");
    add("a", "2023-10-24",
        StageFact{DealKey("D2"), "needs_confirmed", DealEnd::open, {}});
    named("b", "远景");
    add("b", "2023-10-02", OwnerFact{PersonKey("wu")});
  }

  void add(const char* customer, const char* iso, FactBody body) {
    batch.add({head(customer, iso), std::move(body)}).value();
  }
  void touch(const char* customer, const char* iso, Channel channel, Outcome outcome,
             const char* feedback) {
    const FactHead h = head(customer, iso);
    TouchFact t;
    t.channel = channel;
    t.outcome = outcome;
    t.feedback = batch.put_text(h, "feedback", feedback);
    batch.add({h, t}).value();
  }
  /// `last` nullptr: undated; `first`: some time from there on.
  void step(const char* customer, const char* key, const char* words, const char* last,
            const char* first = nullptr) {
    FactHead h = head(customer, "2023-10-20");
    h.event.key = key;
    StepFact s;
    s.text = batch.put_text(h, "text", words);
    if (last != nullptr) {
      s.deadline = DeadlineKind::point;
      s.last = day(last);
    }
    if (first != nullptr) {
      s.deadline = DeadlineKind::range;
      s.first = day(first);
    }
    batch.add({h, s}).value();
  }
  [[nodiscard]] View view(const ViewOptions& options = {.as_of = kDay}) const {
    return View(TablesSource::open(batch, Settings{}).value(), options);
  }

 private:
  static PersonFact person(const char* key) {
    return {PersonKey(key), {}, Role::account_manager, "t", {}, true, true};
  }
  [[nodiscard]] FactHead head(const char* customer, const char* iso) const {
    FactHead h;
    h.root = CustomerKey(customer);
    h.event = {"t", "e" + std::to_string(batch.facts().size())};
    h.occurred = Occurred::on(day(iso));
    h.recorded = recorded;
    return h;
  }
  void named(const char* customer, const char* name) {
    const FactHead h = head(customer, "2023-10-02");
    const TextRef ref = batch.put_text(h, "name", name);
    batch.add({h, CustomerFact{{{Field::name, ref}}}}).value();
  }
  void deal(const char* customer, const char* iso, const char* key, const char* name) {
    const FactHead h = head(customer, iso);
    const TextRef ref = batch.put_text(h, "name", name);
    batch.add({h, DealFact{DealKey(key), {}, ref, {}, {}}}).value();
  }
};

/// Cells of a row of a list, joined by spaces, null as "-".
inline std::string cells(const Table& t, std::int64_t row,
                         const std::vector<const char*>& columns) {
  std::string out;
  for (const char* column : columns) {
    const std::int32_t at = t.index_of(column).value();
    if (!out.empty()) out += ' ';
    out += t.is_null(at, row) ? "-" : t.cell(at, row);
  }
  return out;
}
inline const std::vector<const char*> kContact{"last_contact", "last_channel",
                                               "last_channel_zh", "last_feedback"};
inline const std::vector<const char*> kStep{"next_step", "next_step_due"};
inline const std::vector<const char*> kDeal{"deal", "deal_name", "milestone",
                                            "milestone_zh", "milestone_due"};
inline const std::vector<const char*> kPool{"pool_through", "pool_days_left"};

/// The first row of a customer, and of a step of it where one is named.
inline std::int64_t row_of(const Table& t, const std::string& customer,
                           const std::string& step = {}) {
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    if (t.cell("customer_key", row) == customer && t.cell("step_key", row) == step)
      return row;
  }
  throw Error(Status::not_found, Reason::unknown_name, customer + " is not listed");
}

}  // namespace kith::context
