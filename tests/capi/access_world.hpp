// A small book with everybody somebody can be to a customer, for the tests of who sees
// what: the relations, the scopes and what each sees.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "capi/kit.hpp"

namespace access_world {

using kit::kDay;
using Keys = std::set<std::string>;

inline constexpr std::int32_t kFrom = 19400;  // 2023-02-12: the rights of these tests

inline void add_json(kith_batch* b, const std::string& json) {
  std::int64_t added = 0;
  KIT_OK(kith_batch_add_json(b, json.data(), static_cast<std::int64_t>(json.size()), 0,
                             &added, error));
}

/// One fact; the members begin behind its key.
inline void add(kith_batch* b, const std::string& kind, const std::string& key,
                const std::string& members, const char* day = "2023-10-10") {
  add_json(b, R"({"fact":")" + kind + R"(","source":"t","key":")" + key + R"(","day":")" +
                  day + "\"," + members + "}");
}

inline void add_person(kith_batch* b, const std::string& key,
                       const std::string& members) {
  add(b, "person", "p-" + key,
      R"("person":")" + key + R"(","name":"n-)" + key + R"(","day_capacity":40,)" +
          members,
      "2023-01-01");
}

/// A customer of which every question has something to say.
inline void add_customer(kith_batch* b, const std::string& key, const std::string& owner,
                         const std::string& deal_actor = {}) {
  const std::string of = R"("customer":")" + key + R"(",)";
  add(b, "customer", key + "-c",
      of + R"("name":"名-)" + key + R"(","past_amount_minor":90000000)", "2023-10-02");
  add(b, "contact", key + "-p", of + R"("contact":"c","phone":"138-1234-5678")",
      "2023-10-02");
  if (!owner.empty()) {
    add(b, "owner", key + "-o", of + R"("owner":")" + owner + "\"", "2023-10-02");
  }
  add(b, "contact", key + "-k", of + R"("contact":"k","name":"人")", "2023-10-02");
  add(b, "tier", key + "-t", of + R"("tier":"A")", "2023-10-02");
  // An attempt, which keeps no promise.
  add(b, "touch", key + "-m",
      of + R"("channel":"phone","outcome":"no_reply","feedback":"说-)" + key + "\"",
      "2023-10-20");
  // The day before: what a list keeps of a customer is fresh.
  add(b, "tag", key + "-n", of + R"("tag":"noted")", "2023-10-25");
  add(b, "win_back", key + "-w",
      of + R"("case_id":"w","cause":"价格","deadline":"2023-11-10")");
  for (const char* day : {"2023-10-10", "2023-10-11", "2023-10-12"}) {
    add(b, "order", key + day,
        of + R"("order":"O-)" + key + day + R"(","amount_minor":100,"currency":"CNY")",
        day);
  }
  const std::string actor = deal_actor.empty() ? "" : R"(,"actor":")" + deal_actor + "\"";
  add(b, "deal", key + "-d", of + R"("deal":"D-)" + key + "\"" + actor);
  add(b, "stage", key + "-s",
      of + R"("deal":"D-)" + key + R"(","stage":"needs_confirmed")");
}

inline const std::map<std::string, std::string> kOwners{
    {"own", "me"},    {"step", "other"}, {"deal", "other"}, {"report", "junior"},
    {"led", "led"},   {"mate", "mate"},  {"below", "deep"}, {"listed", "south"},
    {"away", "away"}, {"pool", ""},      {"else", "other"}, {"former", "other"}};

/// What a scope adds to the ones before it.
inline const Keys kOwnSeen{"own", "step", "deal", "away", "pool"};
inline const Keys kOwnCounted{"own"};

struct Row {
  const char* scope;
  Keys seen;
  Keys counted;
};
inline Keys joined(Keys a, const Keys& b) {
  a.insert(b.begin(), b.end());
  return a;
}
inline std::vector<Row> rows() {
  const Keys reports{"report", "led"}, team{"mate"}, below{"below"}, listed{"listed"};
  const Keys by_report = joined(kOwnSeen, reports), by_team = joined(by_report, team);
  Keys everybody;
  for (const auto& [relation, owner] : kOwners) everybody.insert(relation);
  return {
      {"own", kOwnSeen, kOwnCounted},
      {"reports", by_report, joined(kOwnCounted, reports)},
      {"team", by_team, joined(joined(kOwnCounted, reports), team)},
      {"team_and_below", joined(by_team, below),
       joined(joined(joined(kOwnCounted, reports), team), below)},
      {"teams", joined(by_report, listed), joined(joined(kOwnCounted, reports), listed)},
      {"all", everybody, everybody},
  };
}

inline kit::Batch world(const std::string& scope, const std::string& more = {}) {
  kit::Batch b = kit::documents();
  const std::string teams = scope == "teams" ? R"(,"teams":["s1"])" : "";
  const std::string document =
      R"({"kind":"access","schema":1,"id":"test","zh":"权","en":"rights","roles":[{"role":"r","scope":")" +
      scope + "\"" + teams + more + R"(}],"otherwise":{"scope":"own"}})";
  kith_document* made = nullptr;
  KIT_OK(kith_document_parse(document.data(), static_cast<std::int64_t>(document.size()),
                             &made, error));
  const kit::Document access(made);
  KIT_OK(
      kith_batch_adopt(b.get(), access.get(), kFrom, nullptr, 0, nullptr, 0, 0, error));
  const std::pair<const char*, const char*> above[] = {
      {"hq", ""}, {"east", "hq"}, {"deep-team", "east"}, {"north", "hq"},
      {"s0", ""}, {"s1", "s0"},   {"s2", "s1"}};
  for (const auto& [team, parent] : above) {
    add(b.get(), "team", std::string("t-") + team,
        R"("team":")" + std::string(team) + R"(","parent":")" + parent + "\"",
        "2023-01-01");
  }
  add(b.get(), "team", "t-led", R"("team":"led-team","leader":"me")", "2023-01-01");
  add_person(b.get(), "me", R"("team":"east","own_role":"r")");
  add_person(b.get(), "junior", R"("team":"north","reports_to":"middle")");
  add_person(b.get(), "middle", R"("team":"north","reports_to":"me")");
  add_person(b.get(), "led", R"("team":"led-team")");
  add_person(b.get(), "mate", R"("team":"east")");
  add_person(b.get(), "deep", R"("team":"deep-team")");
  add_person(b.get(), "south", R"("team":"s2")");
  add_person(b.get(), "away", R"("team":"north","deputy":"me")");
  add_person(b.get(), "other", R"("team":"north")");
  add_person(b.get(), "gone", R"("team":"east","active":0)");
  add(b.get(), "absence", "a1",
      R"("person":"away","first":"2023-10-20","last":"2023-10-30")", "2023-10-01");
  for (const auto& [relation, owner] : kOwners) {
    add_customer(b.get(), relation, owner, relation == "deal" ? "me" : "");
  }
  add(b.get(), "step", "s1",
      R"("customer":"step","text":"去","actor":"me","deadline":"point","last":"2023-10-27")");
  // Held by the actor once, which counts no more.
  add(b.get(), "owner", "f0", R"("customer":"former","owner":"me")", "2023-10-01");
  return b;
}

/// How many answers that name customers were recorded. Every view here is audited.
inline std::int64_t recorded = 0;
inline kith_view_options audited() {
  kith_view_options o = KITH_VIEW_OPTIONS_INIT;
  o.audited = 1;
  o.audited_at = kit::kNow;
  o.audit = [](const kith_audit_record*, void*) {
    ++recorded;
    return std::int32_t{0};
  };
  return o;
}

inline kit::View view_of(const kit::Batch& b, const char* actor,
                         std::int32_t as_of = kDay) {
  kith_view_options o = audited();
  o.has_as_of = 1;
  o.as_of = as_of;
  o.actor = kit::sv(actor);
  kith_view* v = nullptr;
  KIT_OK(kith_view_open_over_batch(b.get(), nullptr, &o, &v, error));
  return kit::View(v);
}

/// A book with the facts, and views of it; recorded on the day looked at.
class InBook {
 public:
  explicit InBook(const kit::Batch& b) : book_(kit::new_book(folder_.file("b.kith"))) {
    KIT_OK(kith_book_record(book_.get(), b.get(), kit::kNow, nullptr, nullptr, nullptr,
                            error));
  }
  [[nodiscard]] kit::View view(const char* actor) const {
    kith_view_options o = audited();
    o.has_as_of = 1;
    o.as_of = kDay;
    o.actor = kit::sv(actor);
    kith_view* v = nullptr;
    KIT_OK(kith_view_open(book_.get(), &o, &v, error));
    return kit::View(v);
  }

 private:
  kit::Folder folder_;
  kit::Book book_;
};

}  // namespace access_world
