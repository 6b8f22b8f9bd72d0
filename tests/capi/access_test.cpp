// Who sees what through the C interface: every scope against every relation that somebody
// can have to a customer, through every question of the ledger. A question without a row
// here fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "capi/access_world.hpp"
#include "capi/kit.hpp"
#include "source_dir.hpp"

namespace {

using namespace access_world;

// ---- reading tables

std::vector<std::string> texts(const kith_table* t, const char* name) {
  kith_column c = KITH_COLUMN_INIT;
  std::int64_t rows = 0;
  KIT_OK(kith_table_shape(t, &rows, nullptr, error));
  KIT_OK(kith_table_column(t, name, -1, &c, error));
  std::vector<std::string> out;
  const auto* data = static_cast<const char*>(c.data);
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto from = static_cast<std::size_t>(c.offsets[i]);
    out.emplace_back(data + from, static_cast<std::size_t>(c.offsets[i + 1]) - from);
  }
  return out;
}

Keys keys_of(const kith_table* t) {
  Keys out;
  for (std::string& key : texts(t, "customer_key")) out.insert(std::move(key));
  return out;
}

std::int64_t first_number(const kith_table* t, const char* name) {
  kith_column c = KITH_COLUMN_INIT;
  KIT_OK(kith_table_column(t, name, -1, &c, error));
  return static_cast<const std::int64_t*>(c.data)[0];
}

Keys common(const Keys& a, const Keys& b) {
  Keys out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::inserter(out, out.begin()));
  return out;
}

using Ask = std::function<kith_status(const kith_view*, kith_table**, kith_error**)>;

/// What names customers is recorded, and nothing else is.
kit::Table asked(const kith_view* v, const Ask& ask) {
  kith_table* t = nullptr;
  const std::int64_t before = recorded;
  KIT_OK(ask(v, &t, error));
  kith_column key = KITH_COLUMN_INIT;
  const std::string table = kit::str(kith_table_name(t));
  const bool names = table == "field_history" ||  // of one customer, asked for by key
                     kith_table_column(t, "customer_key", -1, &key, nullptr) == KITH_OK;
  EXPECT_EQ(recorded - before, names ? 1 : 0) << table;
  return kit::Table(t);
}

// ---- the matrix

/// What one question says to the actor, against what it says to the host.
using Check =
    std::function<void(const kith_view* host, const kith_view* actor, const Row&)>;

Check lists(Ask ask) {
  return [ask = std::move(ask)](const kith_view* host, const kith_view* actor,
                                const Row& row) {
    const Keys all = keys_of(asked(host, ask).get());
    EXPECT_GE(all.size(), kOwners.size() - 1);  // the pool's may have nothing to do
    EXPECT_EQ(keys_of(asked(actor, ask).get()), common(all, row.seen));
  };
}

Check counts(Ask ask, const char* column) {
  return [ask = std::move(ask), column](const kith_view* host, const kith_view* actor,
                                        const Row& row) {
    EXPECT_EQ(first_number(asked(host, ask).get(), column),
              static_cast<std::int64_t>(kOwners.size()));
    EXPECT_EQ(first_number(asked(actor, ask).get(), column),
              static_cast<std::int64_t>(row.counted.size()));
  };
}

/// Sums by owner are those of the owners counted.
void owners_told(const Ask& ask, const kith_view* host, const kith_view* actor,
                 const Row& row) {
  Keys wanted;
  for (const std::string& relation : row.counted) wanted.insert(kOwners.at(relation));
  Keys all, seen;
  for (std::string& owner : texts(asked(host, ask).get(), "owner")) all.insert(owner);
  for (std::string& owner : texts(asked(actor, ask).get(), "owner")) seen.insert(owner);
  EXPECT_GT(all.size(), 5u);
  EXPECT_EQ(seen, common(all, wanted));
}

void owners_of_promises(const kith_view* host, const kith_view* actor, const Row& row) {
  owners_told([](const kith_view* v, kith_table** t,
                 kith_error** e) { return kith_view_promises_kept(v, nullptr, t, e); },
              host, actor, row);
}

void records_of_promises(const kith_view* host, const kith_view* actor, const Row& row) {
  owners_told(
      [](const kith_view* v, kith_table** t, kith_error** e) {
        kith_promise_record_options o = KITH_PROMISE_RECORD_OPTIONS_INIT;
        o.by_owner = 1;
        return kith_view_promise_record(v, &o, t, e);
      },
      host, actor, row);
}

/// The list with what it tells besides, which is the host's of everyone seen.
void morning_lists(const kith_view* host, const kith_view* actor, const Row& row) {
  lists([](const kith_view* v, kith_table** t, kith_error** e) {
    return kith_view_due(v, nullptr, t, e);
  })(host, actor, row);
  const Ask ask = [](const kith_view* v, kith_table** t, kith_error** e) {
    kith_due_options o = KITH_DUE_OPTIONS_INIT;
    o.with_context = 1;
    return kith_view_due(v, &o, t, e);
  };
  lists(ask)(host, actor, row);
  using Told = std::map<std::string, std::set<std::string>>;
  const auto told = [&](const kith_view* v) {
    const kit::Table table = asked(v, ask);
    const auto keys = texts(table.get(), "customer_key");
    Told out;
    for (const char* column : {"last_channel", "last_feedback", "next_step", "deal"}) {
      const auto words = texts(table.get(), column);
      for (std::size_t i = 0; i < keys.size(); ++i)
        out[keys[i]].insert(std::string(column) + "=" + words[i]);
    }
    return out;
  };
  Told all = told(host);
  for (const auto& [key, words] : all) {
    EXPECT_TRUE(words.count("last_channel=phone") && words.count("deal=D-" + key)) << key;
    EXPECT_TRUE(words.count("last_feedback=说-" + key)) << key;
  }
  std::erase_if(all, [&](const auto& one) { return row.seen.count(one.first) == 0; });
  EXPECT_EQ(told(actor), all);
}

/// Somebody's list may be told without reading a state; the whole one is not.
void overdue_ones(const kith_view* host, const kith_view* actor, const Row& row) {
  Keys owners{""};
  for (const auto& [relation, owner] : kOwners) owners.insert(owner);
  for (const std::string& owner : owners) {
    SCOPED_TRACE(owner);
    const Ask ask = [&](const kith_view* v, kith_table** t, kith_error** e) {
      kith_overdue_options o = KITH_OVERDUE_OPTIONS_INIT;
      o.owner = kit::sv(owner.c_str());
      return kith_view_overdue(v, &o, t, e);
    };
    const Keys all = keys_of(asked(host, ask).get());
    if (owner.empty()) {
      EXPECT_GE(all.size(), kOwners.size() - 1);
    }
    EXPECT_EQ(keys_of(asked(actor, ask).get()), common(all, row.seen));
  }
}

/// A plan is of all that a person answers for, or there is none.
void day_plans(const kith_view* host, const kith_view* actor, const Row& row) {
  std::map<std::string, Keys> held;
  for (const auto& [relation, owner] : kOwners) held[owner].insert(relation);
  held.erase("");
  for (const auto& [person, relations] : held) {
    SCOPED_TRACE(person);
    const Ask ask = [name = person.c_str()](const kith_view* v, kith_table** t,
                                            kith_error** e) {
      return kith_view_day_plan(v, name, -1, nullptr, t, e);
    };
    const kit::Table all = asked(host, ask);
    EXPECT_GT(kit::rows(all), 0);
    if (common(relations, row.seen) == relations) {
      EXPECT_EQ(kit::csv(asked(actor, ask).get()), kit::csv(all.get()));
      continue;
    }
    kith_table* t = nullptr;
    KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "person",
             ask(actor, &t, error));
  }
}

Check runs(Ask ask);

/// The load of a person is told to who sees all of those it comes from, or not at all.
void loads(const kith_view* host, const kith_view* actor, const Row& row) {
  std::map<std::string, Keys> held;
  for (const auto& [relation, owner] : kOwners) held[owner].insert(relation);
  held.erase("");
  for (const auto& [person, relations] : held) {
    SCOPED_TRACE(person);
    const Ask ask = [&name = person](const kith_view* v, kith_table** t, kith_error** e) {
      kith_feasibility_options o = KITH_FEASIBILITY_OPTIONS_INIT;
      o.person = kit::sv(name.c_str());
      return kith_view_feasibility(v, nullptr, &o, t, e);
    };
    const kit::Table all = asked(host, ask);
    EXPECT_GT(kit::rows(all), 0);
    if (common(relations, row.seen) == relations) {
      EXPECT_EQ(kit::csv(asked(actor, ask).get()), kit::csv(all.get()));
      continue;
    }
    kith_table* t = nullptr;
    KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "person",
             ask(actor, &t, error));
  }
  runs([](auto v, auto t, auto e) {
    return kith_view_feasibility(v, nullptr, nullptr, t, e);
  })(host, actor, row);
}

kith_status simulated(const kith_view* v, kith_table** t, kith_error** e) {
  static const kit::Document cadence = kit::default_document(KITH_DOCUMENT_CADENCE);
  kith_simulate_options o = KITH_SIMULATE_OPTIONS_INIT;
  o.days = 3;
  return kith_view_simulate(v, cadence.get(), &o, t, e);
}

using AskOf = std::function<kith_status(const kith_view*, const char* customer,
                                        kith_table**, kith_error**)>;

/// A question on one customer: of one who is not seen as of one who never was.
void tell_of(const AskOf& ask, std::int64_t least, const kith_view* actor,
             const Row& row) {
  const auto history = [&](const std::string& key) {
    return asked(actor, [&](const kith_view* v, kith_table** t, kith_error** e) {
      return ask(v, key.c_str(), t, e);
    });
  };
  const std::string nobody = kit::csv(history("nobody ever").get());
  for (const auto& [relation, owner] : kOwners) {
    SCOPED_TRACE(relation);
    const kit::Table t = history(relation);
    if (row.seen.count(relation) != 0) {
      EXPECT_GE(kit::rows(t), least);
    } else {
      EXPECT_EQ(kit::csv(t.get()), nobody);
    }
  }
}

void histories(const kith_view*, const kith_view* actor, const Row& row) {
  tell_of([](auto v, auto key, auto t,
             auto e) { return kith_view_history(v, key, -1, nullptr, t, e); },
          3, actor, row);
}

void field_histories(const kith_view*, const kith_view* actor, const Row& row) {
  tell_of(
      [](auto v, auto key, auto t, auto e) {
        return kith_view_field_history(v, key, -1, nullptr, 0, nullptr, t, e);
      },
      3, actor, row);
}

/// All that is held of one customer, and of a contact that all of them know.
void subject_exports(const kith_view*, const kith_view* actor, const Row& row) {
  const auto ask = [](const char* customer, const char* contact) {
    return [=](const kith_view* v, kith_table** t, kith_error** e) {
      kith_subject_options o = KITH_SUBJECT_OPTIONS_INIT;
      o.customer = kit::sv(customer);
      o.contact = kit::sv(contact);
      return kith_view_subject_export(v, &o, t, e);
    };
  };
  for (const auto& [relation, owner] : kOwners) {
    SCOPED_TRACE(relation);
    if (row.seen.count(relation) != 0) {
      EXPECT_GE(kit::rows(asked(actor, ask(relation.c_str(), ""))), 5);
    } else {
      kith_table* t = nullptr;
      KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "customer",
               ask(relation.c_str(), "")(actor, &t, error));
    }
  }
  EXPECT_EQ(keys_of(asked(actor, ask("", "k")).get()), row.seen);
}

/// Every customer here has an open deal: whom it is due for is another test's.
void retention(const kith_view* host, const kith_view* actor, const Row&) {
  const Ask ask = [](const kith_view* v, kith_table** t, kith_error** e) {
    kith_retention_options o = KITH_RETENTION_OPTIONS_INIT;
    o.months = 1;
    return kith_view_retention(v, &o, t, e);
  };
  EXPECT_EQ(kit::rows(asked(host, ask)), 0);
  EXPECT_EQ(kit::rows(asked(actor, ask)), 0);
}

void cards(const kith_view*, const kith_view* actor, const Row& row) {
  for (const auto& [relation, owner] : kOwners) {
    SCOPED_TRACE(relation);
    kith_buffer html{};
    if (row.seen.count(relation) != 0) {
      KIT_OK(kith_card_html(actor, relation.c_str(), -1, nullptr, &html, error));
      const std::string page(reinterpret_cast<const char*>(html.data),
                             static_cast<std::size_t>(html.size));
      EXPECT_NE(page.find("名-" + relation), std::string::npos);
      kith_buffer_free(&html);
    } else {
      KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "customer",
               kith_card_html(actor, relation.c_str(), -1, nullptr, &html, error));
    }
  }
}

void claims(const kith_view*, const kith_view* actor, const Row& row) {
  for (const auto& [relation, owner] : kOwners) {
    SCOPED_TRACE(relation);
    const kith_string_view key{relation.c_str(), -1};
    kith_table* t = nullptr;
    if (row.seen.count(relation) != 0) {
      KIT_OK(kith_view_claim(actor, "me", -1, &key, 1, 0, nullptr, &t, error));
      kith_table_free(t);
    } else {
      KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "customers",
               kith_view_claim(actor, "me", -1, &key, 1, 0, nullptr, &t, error));
    }
  }
  if (std::string(row.scope) == "all") return;
  kith_table* t = nullptr;
  const kith_string_view key = kit::sv("pool");
  KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "actor",
           kith_view_claim(actor, "mate", -1, &key, 1, 0, nullptr, &t, error));
}

/// Who may not see both may not make them one, nor learn whether they exist.
void merges(const kith_view*, const kith_view* actor, const Row& row) {
  const bool sees_all = std::string(row.scope) == "all";
  std::vector<std::string> relations{"nobody"};
  for (const auto& [relation, owner] : kOwners) relations.push_back(relation);
  for (const std::string& kept : relations) {
    for (const std::string& merged : relations) {
      if (kept == merged) continue;
      SCOPED_TRACE(kept + " " + merged);
      const bool sees_kept = row.seen.count(kept) != 0;
      kith_table* t = nullptr;
      if (sees_kept && row.seen.count(merged) != 0) {
        KIT_OK(kith_view_merge(actor, kept.c_str(), -1, merged.c_str(), -1, nullptr, 0, 0,
                               nullptr, &t, error));
        const kit::Table joined(t);
        EXPECT_GT(kit::rows(joined), 0);
        continue;
      }
      KIT_FAIL(sees_all ? KITH_NOT_FOUND : KITH_PERMISSION_DENIED,
               sees_all ? KITH_REASON_UNKNOWN_NAME : KITH_REASON_NOT_ALLOWED,
               sees_kept ? "merged" : "kept",
               kith_view_merge(actor, kept.c_str(), -1, merged.c_str(), -1, nullptr, 0, 0,
                               nullptr, &t, error));
    }
  }
}

/// Nobody is merged here: whoever is seen is told so.
void undone_merges(const kith_view*, const kith_view* actor, const Row& row) {
  for (const auto& [relation, owner] : kOwners) {
    SCOPED_TRACE(relation);
    const bool seen = row.seen.count(relation) != 0;
    kith_table* t = nullptr;
    KIT_FAIL(seen ? KITH_NOT_FOUND : KITH_PERMISSION_DENIED,
             seen ? KITH_REASON_UNKNOWN_NAME : KITH_REASON_NOT_ALLOWED, "merged",
             kith_view_unmerge(actor, relation.c_str(), -1, 0, nullptr, &t, error));
  }
}

/// All customers have one phone.
kit::Table same_phone(const kith_view* v) {
  return asked(v, [](const kith_view* of, kith_table** t, kith_error** e) {
    kith_duplicate_options o = KITH_DUPLICATE_OPTIONS_INIT;
    o.phone = kit::sv("+86 13812345678");
    return kith_view_duplicates(of, &o, t, e);
  });
}

void duplicates(const kith_view* host, const kith_view* actor, const Row& row) {
  const auto found = [](const kith_view* v) {
    Keys out;
    for (std::string& key : texts(same_phone(v).get(), "candidate_key"))
      out.insert(std::move(key));
    return out;
  };
  EXPECT_EQ(found(host).size(), kOwners.size());
  EXPECT_EQ(found(actor), row.seen);
  // One that is hidden cannot be asked for.
  for (const auto& [relation, owner] : kOwners) {
    SCOPED_TRACE(relation);
    kith_duplicate_options o = KITH_DUPLICATE_OPTIONS_INIT;
    o.customer = kit::sv(relation.c_str());
    kith_table* t = nullptr;
    if (row.seen.count(relation) != 0) {
      KIT_OK(kith_view_duplicates(actor, &o, &t, error));
      const kit::Table table(t);
      EXPECT_EQ(kit::rows(table), static_cast<std::int64_t>(row.seen.size()) - 1);
    } else {
      KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "customer",
               kith_view_duplicates(actor, &o, &t, error));
    }
  }
}

void duplicate_pairs(const kith_view*, const kith_view* actor, const Row& row) {
  const kit::Table t =
      asked(actor, [](const kith_view* v, kith_table** out, kith_error** e) {
        return kith_view_duplicate_pairs(v, nullptr, out, e);
      });
  Keys named = keys_of(t.get());
  for (std::string& key : texts(t.get(), "candidate_key")) named.insert(std::move(key));
  EXPECT_EQ(named, row.seen);
  EXPECT_EQ(kit::rows(t), static_cast<std::int64_t>(row.seen.size()) - 1);
}

Check runs(Ask ask) {
  return [ask = std::move(ask)](const kith_view* host, const kith_view* actor,
                                const Row& row) {
    const kit::Table whole = asked(host, ask);
    if (std::string(row.scope) == "all") {
      EXPECT_EQ(kit::csv(asked(actor, ask).get()), kit::csv(whole.get()));
      return;
    }
    kith_table* t = nullptr;
    KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "actor",
             ask(actor, &t, error));
  };
}

std::string review_of(const kith_view* v) {
  kith_buffer html{};
  KIT_OK(kith_review_html(v, nullptr, &html, error));
  std::string out(reinterpret_cast<const char*>(html.data),
                  static_cast<std::size_t>(html.size));
  kith_buffer_free(&html);
  return out;
}

void reviews(const kith_view* host, const kith_view* actor, const Row& row) {
  const std::string all = review_of(host), page = review_of(actor);
  for (const auto& [relation, owner] : kOwners) {
    const std::string name = "名-" + relation;
    const bool told = all.find(name) != std::string::npos;
    EXPECT_EQ(page.find(name) != std::string::npos, told && row.seen.count(relation) != 0)
        << name;
  }
}

std::string feed_of(const kith_view* v) {
  kith_buffer ical{};
  KIT_OK(kith_feed_ical(v, nullptr, &ical, error));
  std::string out(reinterpret_cast<const char*>(ical.data),
                  static_cast<std::size_t>(ical.size));
  kith_buffer_free(&ical);
  return out;
}

void feeds(const kith_view* host, const kith_view* actor, const Row& row) {
  const std::string all = feed_of(host), feed = feed_of(actor);
  for (const auto& [relation, owner] : kOwners) {
    const std::string key = "X-KITH-CUSTOMER:" + relation + "\r\n";
    const bool told = all.find(key) != std::string::npos;
    EXPECT_EQ(feed.find(key) != std::string::npos, told && row.seen.count(relation) != 0)
        << key;
  }
}

void sheets(const kith_view* host, const kith_view* actor, const Row& row) {
  kith_buffer html{};
  KIT_OK(kith_hand_over_html(host, "other", -1, nullptr, &html, error));
  kith_buffer_free(&html);
  if (row.scope == std::string("all")) {
    KIT_OK(kith_hand_over_html(actor, "other", -1, nullptr, &html, error));
    kith_buffer_free(&html);
    return;
  }
  KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "actor",
           kith_hand_over_html(actor, "other", -1, nullptr, &html, error));
}

/// Contacts of customers counted alone; without recorded times nobody is told any.
void delays(const kith_view* host, const kith_view* actor, const Row& row) {
  const auto contacts = [](const kith_view* v) {
    kith_table* t = nullptr;
    const kith_status status = kith_view_entry_delay(v, nullptr, &t, nullptr);
    const kit::Table held(t);
    return std::pair(status, status == KITH_OK ? first_number(t, "contacts") : -1);
  };
  const auto [status, all] = contacts(host);
  const auto [of_actor, counted] = contacts(actor);
  ASSERT_EQ(of_actor, status);
  if (status != KITH_OK) return;
  EXPECT_EQ(all, static_cast<std::int64_t>(kOwners.size()));
  EXPECT_EQ(counted, static_cast<std::int64_t>(row.counted.size()));
}

/// Before anything was known nothing was owed: all is new, of customers seen. Without
/// recorded times nobody is told.
void moved_ones(const kith_view* host, const kith_view* actor, const Row& row) {
  const Ask ask = [](const kith_view* v, kith_table** t, kith_error** e) {
    kith_moved_options o = KITH_MOVED_OPTIONS_INIT;
    o.known_at = 1;
    return kith_view_moved(v, &o, t, e);
  };
  kith_table* t = nullptr;
  const kith_status status = ask(host, &t, nullptr);
  const kit::Table held(t);
  if (status == KITH_OK) return lists(ask)(host, actor, row);
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_NO_RECORDED, "known_at",
           ask(host, &t, error));
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_NO_RECORDED, "known_at",
           ask(actor, &t, error));
}

const std::map<std::string, Check>& questions() {
  static const std::map<std::string, Check> all{
      {"kith_view_customers", lists([](auto v, auto t, auto e) {
         return kith_view_customers(v, nullptr, t, e);
       })},
      {"kith_view_due", morning_lists},
      {"kith_view_overdue", overdue_ones},
      {"kith_view_day_plan", day_plans},
      {"kith_view_feasibility", loads},
      {"kith_view_simulate", runs(simulated)},
      {"kith_view_tiers",
       lists([](auto v, auto t, auto e) { return kith_view_tiers(v, nullptr, t, e); })},
      {"kith_view_milestones", lists([](auto v, auto t, auto e) {
         return kith_view_milestones(v, nullptr, t, e);
       })},
      {"kith_view_pool",
       lists([](auto v, auto t, auto e) { return kith_view_pool(v, nullptr, t, e); })},
      {"kith_view_funnel",
       counts([](auto v, auto t, auto e) { return kith_view_funnel(v, nullptr, t, e); },
              "reached")},
      {"kith_view_rates",
       counts([](auto v, auto t, auto e) { return kith_view_rates(v, nullptr, t, e); },
              "denominator")},
      {"kith_view_promises_kept", owners_of_promises},
      {"kith_view_history", histories},
      {"kith_view_field_history", field_histories},
      {"kith_view_contacts", lists([](auto v, auto t, auto e) {
         return kith_view_contacts(v, nullptr, t, e);
       })},
      {"kith_view_completeness", lists([](auto v, auto t, auto e) {
         return kith_view_completeness(v, nullptr, t, e);
       })},
      {"kith_view_subject_export", subject_exports},
      {"kith_view_retention", retention},
      {"kith_card_html", cards},
      {"kith_view_claim", claims},
      {"kith_view_cases",
       lists([](auto v, auto t, auto e) { return kith_view_cases(v, nullptr, t, e); })},
      {"kith_view_at_risk",
       lists([](auto v, auto t, auto e) { return kith_view_at_risk(v, nullptr, t, e); })},
      {"kith_view_moved", moved_ones},
      {"kith_view_merge", merges},
      {"kith_view_unmerge", undone_merges},
      {"kith_view_duplicates", duplicates},
      {"kith_view_duplicate_pairs", duplicate_pairs},
      {"kith_view_release_pool", runs([](auto v, auto t, auto e) {
         return kith_view_release_pool(v, "r", -1, 0, nullptr, t, e);
       })},
      {"kith_view_assign", runs([](auto v, auto t, auto e) {
         return kith_view_assign(v, "r", -1, 0, nullptr, t, e);
       })},
      {"kith_view_hand_over", runs([](auto v, auto t, auto e) {
         return kith_view_hand_over(v, "other", -1, "r", -1, 0, nullptr, t, e);
       })},
      {"kith_hand_over_html", sheets},
      {"kith_view_promise_record", records_of_promises},
      {"kith_view_entry_delay", delays},
      {"kith_feed_ical", feeds},
      {"kith_view_spread", runs([](auto v, auto t, auto e) {
         return kith_view_spread(v, "r", -1, 0, nullptr, t, e);
       })},
      {"kith_view_review_tiers", runs([](auto v, auto t, auto e) {
         return kith_view_review_tiers(v, "r", -1, kDay, 0, nullptr, t, e);
       })},
      {"kith_review_html", reviews},
  };
  return all;
}

/// Functions of the ledger that ask a view something.
Keys asked_by_ledger() {
  const Keys others{"kith_view_open", "kith_view_open_over_batch",
                    "kith_view_open_over_states", "kith_view_as_of", "kith_view_close"};
  Keys out;
  std::ifstream page(kith::test::in_source("docs/ledger.md"));
  for (std::string line; std::getline(page, line);) {
    if (line.rfind("| `kith_", 0) != 0) continue;
    const std::string name = line.substr(3, line.find('`', 3) - 3);
    const bool of_view =
        name.rfind("kith_view_", 0) == 0 || name.rfind("kith_review_", 0) == 0 ||
        name.rfind("kith_card_", 0) == 0 || name.rfind("kith_hand_over_", 0) == 0 ||
        name.rfind("kith_feed_", 0) == 0;
    if (of_view && others.count(name) == 0) out.insert(name);
  }
  return out;
}

TEST(Access, EveryQuestionOfTheLedgerHasItsRow) {
  Keys here;
  for (const auto& [name, check] : questions()) here.insert(name);
  EXPECT_EQ(asked_by_ledger(), here);
}

TEST(Access, EveryScopeAgainstEveryRelationThroughEveryQuestion) {
  for (const Row& row : rows()) {
    const kit::Batch b = world(row.scope);
    const InBook book(b);
    const kit::View host = view_of(b, ""), actor = view_of(b, "me");
    const kit::View of_book = book.view(""), in_book = book.view("me");
    for (const auto& [name, check] : questions()) {
      SCOPED_TRACE(std::string(row.scope) + " " + name);
      check(host.get(), actor.get(), row);
      SCOPED_TRACE("over a book");
      check(of_book.get(), in_book.get(), row);
    }
  }
}

TEST(Access, WithoutThePoolItsCustomersDoNotExist) {
  const kit::Batch b = world("own", R"(,"pool":false)");
  const kit::View host = view_of(b, ""), actor = view_of(b, "me");
  Row row{"own", kOwnSeen, kOwnCounted};
  row.seen.erase("pool");
  for (const auto& [name, check] : questions()) {
    SCOPED_TRACE(name);
    check(host.get(), actor.get(), row);
  }
}

// The one switch: that a customer exists, a masked name and a team; no more.
TEST(Access, ACheckForDuplicatesMayTellThatAHiddenOneExists) {
  const kit::Batch b = world("own", R"(,"hidden_duplicates":true)");
  const InBook book(b);
  for (const bool in_book : {false, true}) {
    const kit::View v = in_book ? book.view("me") : view_of(b, "me");
    const kit::Table t = same_phone(v.get());
    EXPECT_EQ(kit::rows(t), static_cast<std::int64_t>(kOwners.size()));
    Keys keys;
    std::int64_t hidden = 0;
    const auto names = texts(t.get(), "candidate"), all = texts(t.get(), "candidate_key"),
               owners = texts(t.get(), "candidate_owner"),
               people = texts(t.get(), "candidate_owner_name"),
               whys = texts(t.get(), "why_zh");
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].empty()) {
        keys.insert(all[i]);
        EXPECT_EQ(names[i], "名-" + all[i]);
        continue;
      }
      ++hidden;
      EXPECT_EQ(names[i], "名*");
      EXPECT_EQ(owners[i] + people[i] + whys[i], "");
    }
    EXPECT_EQ(keys, kOwnSeen);
    EXPECT_EQ(hidden, static_cast<std::int64_t>(kOwners.size() - kOwnSeen.size()));
  }
}

// Rights are those of now, also of a view that looks at a day before anything was so.
TEST(Access, ThePastIsSeenByTheRightsOfNow) {
  const kit::Batch b = world("own");
  const kit::View now = view_of(b, "me"), before = view_of(b, "me", kDay - 14),
                  after = view_of(b, "me", kDay + 7);
  const Ask ask = [](const kith_view* v, kith_table** t, kith_error** e) {
    return kith_view_customers(v, nullptr, t, e);
  };
  EXPECT_EQ(keys_of(asked(now.get(), ask).get()), kOwnSeen);
  // On the 12th nobody is away, but now somebody is.
  EXPECT_EQ(keys_of(asked(before.get(), ask).get()), kOwnSeen);
  // On the 1st the actor held one whom another holds now.
  const kit::View first = view_of(b, "me", kDay - 25), host = view_of(b, "", kDay - 25);
  EXPECT_EQ(keys_of(asked(host.get(), ask).get()), Keys{"former"});
  EXPECT_EQ(keys_of(asked(first.get(), ask).get()), Keys{});
  Keys then = kOwnSeen;
  then.erase("away");
  EXPECT_EQ(keys_of(asked(after.get(), ask).get()), then);
}

TEST(Access, AnActorWhoCannotAskIsNamed) {
  const kit::Batch b = world("own");
  const auto open = [&](const kit::Batch& over, const char* actor, kith_error** error) {
    kith_view_options o = KITH_VIEW_OPTIONS_INIT;
    o.has_as_of = 1;
    o.as_of = kDay;
    o.actor = kit::sv(actor);
    kith_view* v = nullptr;
    const kith_status s = kith_view_open_over_batch(over.get(), nullptr, &o, &v, error);
    kith_view_close(v);
    return s;
  };
  KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "actor", open(b, "nobody", error));
  KIT_FAIL(KITH_PERMISSION_DENIED, KITH_REASON_NOT_ALLOWED, "actor",
           open(b, "gone", error));
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_UTF8, "actor", open(b, "\xff", error));
  kit::Batch bare = kit::batch();
  add_person(bare.get(), "me", R"("team":"east")");
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_NOT_ADOPTED, "actor",
           open(bare, "me", error));
}

// A caller that knows the struct as it was before it had an actor is the host.
TEST(Access, AShorterStructIsTheHost) {
  const kit::Batch b = world("own");
  kith_view_options o = KITH_VIEW_OPTIONS_INIT;
  o.struct_size = 24;
  o.has_as_of = 1;
  o.as_of = kDay;
  o.actor = kit::sv("nobody");
  kith_view* v = nullptr;
  KIT_OK(kith_view_open_over_batch(b.get(), nullptr, &o, &v, error));
  const kit::View view(v);
  kith_table* t = nullptr;
  KIT_OK(kith_view_customers(v, nullptr, &t, error));
  EXPECT_EQ(keys_of(kit::Table(t).get()).size(), kOwners.size());
}

}  // namespace
