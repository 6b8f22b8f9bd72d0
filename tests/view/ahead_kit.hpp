// A small company and the cadences it could adopt, for the tests of what lies ahead.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith::ahead {

inline Date day(const char* iso) { return Date::parse(iso).value(); }

/// A cadence of one stream for everybody; `stream` begins behind its id.
inline Document cadence(const std::string& stream) {
  std::vector<Error> errors;
  return compile_document(
             R"({"kind":"cadence","schema":1,"id":"tried","horizon_wd":10,"escalate_wd":[],
               "snap_wd":[1,2,5,10,20,60],"purposes":[{"id":"t","zh":"谈","en":"talk"}],
               "streams":[{"id":"talk","zh":"谈","purpose":"t",)" +
                 stream + R"(}],"plans":[{"streams":["talk"]}],"tags":[]})",
             errors)
      .value();
}
inline const std::string kWeekly =
    R"("kind":"PERIOD","every":"week","count":1,"channels":["phone"],"direction":"two_way",
       "level":"ordinary","purposes":[],"weight":1,"grace_wd":0,"thin_below_wd":0,"roles":)";
inline const std::string kEveryTenth =
    R"("kind":"GAP","gap_wd":10,"early":[4,5],"channels":["phone"],"direction":"two_way",
       "level":"ordinary","purposes":[],"weight":1,"grace_wd":0,"roles":)";

class World {
 public:
  World() {
    adopt(batch_, default_document(DocumentKind::calendar), day("2023-01-01"), Instant())
        .value();
  }
  void add(const std::string& customer, const char* on, FactBody body) {
    Fact f;
    f.head.root = CustomerKey(customer);
    f.head.event = {"t", std::to_string(batch_.facts().size())};
    f.head.occurred = Occurred::on(day(on));
    f.body = std::move(body);
    batch_.add(std::move(f)).value();
  }
  void add_fact(Fact fact) { batch_.add(std::move(fact)).value(); }
  void adopted(const Document& document, const char* from = "2023-01-01") {
    adopt(batch_, document, day(from), Instant()).value();
  }
  void person(const char* key, Role role, std::optional<std::int32_t> slots,
              const char* reports_to = "", const char* channels = "") {
    PersonFact p{PersonKey(key), {}, role, "t", PersonKey(reports_to), true, true};
    p.day_capacity = slots;
    p.channel_capacity = channels;
    add("", "2023-01-01", p);
  }
  void absent(const char* who, const char* first, const char* last) {
    add("", "2023-01-01", AbsenceFact{PersonKey(who), day(first), day(last)});
  }
  void customers(const char* prefix, int count, const char* owner) {
    for (int i = 0; i < count; ++i) {
      const std::string key = prefix + std::to_string(1000 + i);
      add(key, "2023-01-01", CustomerFact{});
      add(key, "2023-01-01", OwnerFact{PersonKey(owner), OwnerChange::assigned, {}, ""});
    }
  }
  [[nodiscard]] View view(const char* as_of = "2023-11-06") const {
    return View(TablesSource::open(batch_, Settings{}).value(), {.as_of = day(as_of)});
  }
  Table ask(const FeasibilityOptions& options) const {
    return view().feasibility(options);
  }

 private:
  Batch batch_;
};

inline std::string row(const Table& t, std::int64_t at,
                       const std::vector<std::string>& columns) {
  std::string line;
  for (const std::string& column : columns)
    line += (line.empty() ? "" : " ") + t.cell(column, at);
  return line;
}

template <class F>
Error refused(const F& f) {
  try {
    f();
  } catch (const Error& e) {
    return e;
  }
  ADD_FAILURE() << "not refused";
  return invalid(Reason::none, "");
}

}  // namespace kith::ahead
