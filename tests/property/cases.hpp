// A customer of one book, whose promises are asked of the engine and of the slow reading.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "property/world.hpp"

namespace kith::property {

inline Date day(const char* iso) { return Date::parse(iso).value(); }

/// One customer of a book that adopted the default cadence and China's calendar on
/// 2023-09-01.
class Cases : public testing::Test {
 protected:
  Cases() {
    Batch batch;
    adopt(batch, DocumentKind::calendar, calendar_to_json(china_calendar(), "cn").dump());
    adopt(batch, DocumentKind::cadence, std::string(default_cadence_json()));
    world_.take(batch);
  }

  void adopt(Batch& batch, DocumentKind kind, const std::string& json,
             const char* from = "2023-09-01") {
    const Document document = read_document(json).value();
    batch.add_document(document);
    const AdoptFact body{kind, document.id, document.hash, day(from)};
    batch.add({head({}, Occurred::on(day(from))), body}).value();
  }
  /// Adopts the default cadence with one place in it changed.
  void change(const std::string& old, const std::string& now,
              const char* from = "2023-09-01") {
    std::string json(default_cadence_json());
    ASSERT_NE(json.find(old), std::string::npos) << old;
    json.replace(json.find(old), old.size(), now);
    Batch batch;
    adopt(batch, DocumentKind::cadence, json, from);
    world_.take(batch);
  }

  FactHead head(const CustomerKey& root, Occurred occurred) {
    FactHead h;
    h.root = root;
    h.event = {"case", std::to_string(100 + ++events_)};
    h.occurred = occurred;
    h.recorded = Instant(events_);
    return h;
  }
  EventKey add(Occurred occurred, FactBody body) {
    Batch batch;
    const FactHead h = head(customer_, occurred);
    batch.add({h, std::move(body)}).value();
    world_.take(batch);
    return h.event;
  }
  EventKey add(const char* iso, FactBody body) {
    return add(Occurred::on(day(iso)), std::move(body));
  }
  void assign(const char* iso, const char* tier) {
    add(iso, OwnerFact{PersonKey("li")});
    add(iso, TierFact{tier, "run", "", "", 0, 0});
  }
  void phone(const char* iso) {
    TouchFact t;
    t.channel = Channel::phone;
    add(iso, t);
  }
  View view(const char* as_of) {
    return View(TablesSource::open(world_.all(), world_.settings()).value(),
                {.as_of = day(as_of), .known_at = {}});
  }
  /// A stream's line in promises_kept.
  std::string kept(const char* as_of, std::string_view stream) {
    const Table table = view(as_of).promises_kept();
    for (std::int64_t i = 0; i < table.rows(); ++i) {
      if (table.cell("stream", i) != stream) continue;
      return "kept " + table.cell("kept", i) + " waived " + table.cell("waived", i) +
             " broken " + table.cell("broken", i);
    }
    return "none";
  }
  void do_not_contact(const char* iso, std::int64_t on) {
    add(iso, CustomerFact{{{Field::do_not_contact, FieldValue(on)}}});
  }

  std::vector<PromiseRow> rows(const char* as_of) {
    const auto engine = comparable(world_.engine_rows(customer_, day(as_of), {}));
    const auto slow = comparable(world_.naive_rows(customer_, day(as_of), {}));
    EXPECT_EQ(engine, slow) << "engine:\n"
                            << describe(engine) << "slow:\n"
                            << describe(slow);
    return slow;
  }
  /// The only row of a stream.
  PromiseRow row(const char* as_of, std::string_view stream) {
    std::vector<PromiseRow> found;
    for (PromiseRow& r : rows(as_of)) {
      if (r.stream == stream) found.push_back(std::move(r));
    }
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? PromiseRow() : found.front();
  }
  void opening(const char* iso) {
    TouchFact t;
    t.opening = true;
    add(iso, t);
  }
  void agree(const char* iso, const char* first, const char* last,
             Channel channel = Channel::unknown) {
    StepFact step;
    step.deadline = DeadlineKind::range;
    step.first = day(first);
    step.last = day(last);
    step.channel = channel;
    add(iso, step);
  }
  /// "state from..due" of each row of a stream, with what is not zero.
  std::string seen(const char* as_of, std::string_view stream) {
    std::string out;
    for (const PromiseRow& r : rows(as_of)) {
      if (r.stream != stream) continue;
      if (!out.empty()) out += "; ";
      out += std::string(code_name(r.state)) + " " + r.window_from.iso() + ".." +
             (r.due ? r.due->iso() : "");
      const auto put = [&](const char* name, std::int64_t n) {
        if (n != 0) out += std::string(" ") + name + " " + std::to_string(n);
      };
      put("over", r.overdue_wd);
      put("missed", r.missed);
      put("kept", r.kept);
      put("grace", r.in_grace);
      put("broken", r.broken);
    }
    return out;
  }

  World world_;
  CustomerKey customer_{"customer"};
  std::int64_t events_ = 0;
};

}  // namespace kith::property
