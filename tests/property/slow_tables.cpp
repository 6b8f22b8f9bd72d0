#include "property/slow_tables.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace kith::naive {
namespace {

std::string cell(const std::string& text) { return text; }
std::string cell(const PersonKey& key) { return key.text(); }
std::string cell(std::string_view text) { return std::string(text); }
std::string cell(const char* text) { return text; }
std::string cell(std::int64_t n) { return std::to_string(n); }
std::string cell(std::int32_t n) { return std::to_string(n); }
std::string cell(std::size_t n) { return std::to_string(n); }
std::string cell(bool b) { return b ? "1" : "0"; }
std::string cell(Date day) { return day.iso(); }
template <class T>
std::string cell(const std::optional<T>& maybe) {
  return maybe ? cell(*maybe) : std::string();
}

template <class... Cells>
std::string line(const Cells&... cells) {
  std::string out;
  ((out += cell(cells) + "|"), ...);
  out.pop_back();
  return out;
}

bool known(const std::vector<Fact>& facts, Date as_of) {
  return std::any_of(facts.begin(), facts.end(), [&](const Fact& f) {
    return f.head.occurred.day <= as_of && f.kind() != FactKind::retract;
  });
}

/// Parts per million, a half to the even neighbour.
std::optional<std::int64_t> ppm(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return std::nullopt;
  const std::int64_t twice = 2'000'000 * numerator / denominator;
  const bool exact = 2'000'000 * numerator % denominator == 0;
  if (twice % 2 == 0) return twice / 2;
  if (!exact) return twice / 2 + 1;
  return twice / 2 + (twice / 2 % 2);
}

class Answers {
 public:
  Answers(const Book& book, const Customers& customers, const Questions& q)
      : book_(book), q_(q) {
    for (const auto& [key, facts] : customers) {
      if (known(facts, q.as_of)) customers_.push_back({key, &facts, {}});
    }
    for (Customer& c : customers_) c.standing = standing(*c.facts, q.as_of);
  }

  SlowTable due() const {
    struct Listed {
      const Customer* customer;
      PromiseRow row;
    };
    std::vector<Listed> list;
    for (const Customer& c : customers_) {
      for (PromiseRow& row : promises(book_, *c.facts, q_.as_of))
        list.push_back({&c, std::move(row)});
    }
    std::sort(list.begin(), list.end(), [](const Listed& a, const Listed& b) {
      const auto place = [](const Listed& x) {
        const bool by_due = x.row.state <= PromiseState::upcoming;
        const std::string& tier = x.customer->standing.tier;
        return std::tuple(x.row.state, by_due ? *x.row.due : Date::min(), tier.empty(),
                          tier, x.customer->key.text(), x.row.stream, x.row.due,
                          x.row.step);
      };
      return place(a) < place(b);
    });
    SlowTable t{"due",
                {"customer_key", "tier", "owner", "stream", "window_from", "due", "state",
                 "overdue_wd", "escalation", "missed", "broken", "step_key", "attempts",
                 "retry", "snoozed_until", "starved"},
                {}};
    for (const auto& [customer, r] : list) {
      const PromiseState shown =
          r.state == PromiseState::undated ? PromiseState::open : r.state;
      const PersonKey& who = r.actor.empty() ? customer->standing.owner : r.actor;
      t.lines.push_back(line(customer->key.text(), customer->standing.tier, who, r.stream,
                             r.window_from, r.due, code_name(shown), r.overdue_wd,
                             r.escalation, r.missed, r.broken, r.step.key, r.attempts,
                             r.retry, r.snoozed_until, r.starved ? 1 : 0));
    }
    return t;
  }

  SlowTable overdue() const {
    struct Late {
      const Customer* customer;
      PersonKey who;
      Date due;
    };
    std::vector<Late> list;
    for (const Customer& c : customers_) {
      std::map<PersonKey, Date> first;
      for (const PromiseRow& row : promises(book_, *c.facts, q_.as_of)) {
        if (row.state != PromiseState::overdue) continue;
        const PersonKey& who = row.actor.empty() ? c.standing.owner : row.actor;
        const auto it = first.find(who);
        if (it == first.end() || *row.due < it->second) first[who] = *row.due;
      }
      for (const auto& [who, due] : first) list.push_back({&c, who, due});
    }
    std::sort(list.begin(), list.end(), [](const Late& a, const Late& b) {
      const auto place = [](const Late& x) {
        const std::string& tier = x.customer->standing.tier;
        return std::tuple(x.due, tier.empty(), tier, x.customer->key, x.who);
      };
      return place(a) < place(b);
    });
    SlowTable t{"overdue", {"customer_key", "due", "overdue_wd", "tier", "owner"}, {}};
    for (const Late& x : list) {
      std::int32_t working = 0;
      for (Date d = x.due.plus_days(1); d <= q_.as_of; d = d.plus_days(1))
        working += book_.calendar.is_working(d) ? 1 : 0;
      t.lines.push_back(
          line(x.customer->key.text(), x.due, working, x.customer->standing.tier, x.who));
    }
    return t;
  }

  SlowTable customers() const {
    SlowTable t{"customers",
                {"customer_key", "industry", "stage", "tier", "tier_since", "file_tier",
                 "owner", "assigned", "first_recorded", "past_amount_minor", "currency",
                 "tags", "do_not_contact"},
                {}};
    for (const auto& [key, facts, s] : customers_) {
      const Money* past = get<Money>(s, Field::past_amount);
      std::string tags;
      for (const std::string& tag : s.tags) tags += (tags.empty() ? "" : "|") + tag;
      t.lines.push_back(line(
          key.text(), word(s, Field::industry),
          s.stage == CustomerStage::unknown ? std::string_view() : code_name(s.stage),
          s.tier, s.tier_since, word(s, Field::file_tier), s.owner, s.assigned,
          s.first_recorded, past == nullptr ? "" : std::to_string(past->minor),
          past == nullptr ? "" : past->currency.code(), tags, s.do_not_contact));
    }
    return t;
  }

  SlowTable tiers() const {
    SlowTable t{"tiers",
                {"customer_key", "owner", "file_tier", "tier", "tier_since", "computed",
                 "value_band", "potential_band", "value_ppm", "potential_ppm", "changes"},
                {}};
    for (const auto& [key, facts, s] : customers_) {
      const auto j = tier(book_, *facts, q_.as_of);
      std::string judged = "||||";
      if (j)
        judged = line(j->tier, j->value_band, j->potential_band, j->value_ppm,
                      j->potential_ppm);
      t.lines.push_back(line(key.text(), s.owner, word(s, Field::file_tier), s.tier,
                             s.tier_since, judged, j && j->tier != s.tier));
    }
    return t;
  }

  SlowTable milestones() const {
    struct Row {
      const Customer* customer;
      Milestone m;
    };
    std::vector<Row> rows;
    for (const Customer& c : customers_) {
      for (Milestone& m : naive::milestones(book_, *c.facts, q_.as_of)) {
        const bool open = m.state == "running" || m.state == "waiting";
        if (open || !q_.open_only) rows.push_back({&c, std::move(m)});
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return a.m.deadline.value_or(Date::max()) < b.m.deadline.value_or(Date::max());
    });
    SlowTable t{
        "milestones",
        {"customer_key", "deal", "milestone", "pipeline", "owner", "state", "anchor",
         "deadline", "done", "breached", "overdue_wd", "warned_percent"},
        {}};
    for (const auto& [c, m] : rows) {
      t.lines.push_back(line(c->key.text(), m.deal, m.milestone, m.pipeline, m.owner,
                             m.state, m.anchor, m.deadline, m.done, m.breached,
                             m.overdue_wd, m.warned));
    }
    return t;
  }

  SlowTable funnel(const Pipeline& pipeline) const {
    std::vector<FunnelDeal> all;
    std::map<PersonKey, std::vector<FunnelDeal>> owners;
    for (const auto& [key, facts, s] : customers_) {
      for (FunnelDeal& d :
           funnel_deals("default", pipeline, *facts, q_.period, q_.as_of)) {
        all.push_back(d);
        owners[s.owner].push_back(std::move(d));
      }
    }
    SlowTable t{"funnel",
                {"owner", "step", "stage", "reached", "visited", "step_ppm",
                 "cumulative_ppm", "lost_here", "status"},
                {}};
    put_funnel(t, "", all, pipeline);
    if (!q_.by_owner) return t;
    for (const auto& [owner, deals] : owners)
      put_funnel(t, owner.text(), deals, pipeline);
    return t;
  }

  SlowTable rates() const {
    using Shares = std::array<Share, 3>;
    Shares all;
    std::map<PersonKey, Shares> owners;
    for (const auto& [key, facts, s] : customers_) {
      const Shares parts{conversion(*facts, q_.period, q_.as_of),
                         repurchase(*facts, q_.period, q_.as_of),
                         churn(*facts, q_.period, q_.as_of, q_.churn_days)};
      for (std::size_t i = 0; i < parts.size(); ++i) {
        for (Share* sum : {&all[i], &owners[s.owner][i]}) {
          sum->numerator += parts[i].numerator;
          sum->denominator += parts[i].denominator;
        }
      }
    }
    SlowTable t{
        "rates", {"owner", "metric", "numerator", "denominator", "ppm", "status"}, {}};
    const auto put = [&](const std::string& owner, const Shares& shares) {
      constexpr std::array kNames{"conversion", "repurchase", "churn"};
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto [n, d] = shares[i];
        t.lines.push_back(line(owner, kNames[i], n, d, ppm(n, d), status(d)));
      }
    };
    put("", all);
    if (!q_.by_owner) return t;
    for (const auto& [owner, shares] : owners) put(owner.text(), shares);
    return t;
  }

  SlowTable kept() const {
    std::map<std::pair<PersonKey, std::string>, Kept> sums;
    for (const auto& [key, facts, s] : customers_) {
      for (const auto& [stream, k] : promises_kept(book_, *facts, q_.as_of)) {
        Kept& sum = sums[{s.owner, stream}];
        sum.kept += k.kept;
        sum.in_grace += k.in_grace;
        sum.broken += k.broken;
        sum.waived += k.waived;
      }
    }
    SlowTable t{"promises_kept",
                {"owner", "stream", "kept", "in_grace", "broken", "waived", "kept_ppm"},
                {}};
    for (const auto& [key, k] : sums) {
      const std::int64_t good = k.kept + k.in_grace;
      t.lines.push_back(line(key.first, key.second, k.kept, k.in_grace, k.broken,
                             k.waived, ppm(good, good + k.broken)));
    }
    return t;
  }

 private:
  struct Customer {
    CustomerKey key;
    const std::vector<Fact>* facts;
    Standing standing;
  };

  template <class T>
  static const T* get(const Standing& s, Field field) {
    const auto it = s.fields.find(field);
    return it == s.fields.end() ? nullptr : std::get_if<T>(&it->second);
  }
  static std::string word(const Standing& s, Field field) {
    const auto* text = get<std::string>(s, field);
    return text == nullptr ? std::string() : *text;
  }

  [[nodiscard]] const char* status(std::int64_t denominator) const {
    if (denominator == 0) return "no_value";
    return q_.as_of < q_.period.last ? "partial_period" : "ok";
  }

  void put_funnel(SlowTable& t, const std::string& owner,
                  const std::vector<FunnelDeal>& deals, const Pipeline& pipeline) const {
    const auto count = [&](const auto& test) {
      return static_cast<std::int64_t>(std::count_if(deals.begin(), deals.end(), test));
    };
    const auto lost_at = [&](std::size_t step) {
      return count([&](const FunnelDeal& d) {
        if (d.end != DealEnd::lost) return false;
        const bool here = step == 0 || d.reached[step - 1];
        return here && (step == d.reached.size() || !d.reached[step]);
      });
    };
    const auto all = static_cast<std::int64_t>(deals.size());
    t.lines.push_back(line(owner, 0, "created", all, "", "", "", lost_at(0),
                           q_.as_of < q_.period.last ? "partial_period" : "ok"));
    std::int64_t before = all;
    for (std::size_t i = 0; i < pipeline.stages.size(); ++i) {
      const auto reached = count([&](const FunnelDeal& d) { return d.reached[i]; });
      const auto visited = count([&](const FunnelDeal& d) { return d.visited[i]; });
      t.lines.push_back(line(owner, i + 1, pipeline.stages[i].id, reached, visited,
                             ppm(reached, before), ppm(reached, all), lost_at(i + 1),
                             status(all)));
      before = reached;
    }
  }

  const Book& book_;
  const Questions& q_;
  std::vector<Customer> customers_;
};

const Pipeline* default_pipeline(const Book& book, Date as_of) {
  const auto it = book.pipelines.find("default");
  return it == book.pipelines.end() ? nullptr : ruling(it->second, as_of);
}

}  // namespace

std::vector<SlowTable> slow_tables(const Book& book, const Customers& customers,
                                   const Questions& q) {
  const Answers answers(book, customers, q);
  std::vector<SlowTable> out{answers.due(),   answers.overdue(),    answers.customers(),
                             answers.tiers(), answers.milestones(), answers.rates(),
                             answers.kept()};
  if (const Pipeline* p = default_pipeline(book, q.as_of))
    out.push_back(answers.funnel(*p));
  return out;
}

SlowTable slow_history(const std::vector<std::vector<Fact>>& logs,
                       std::optional<Instant> known_at, Date as_of) {
  std::vector<Fact> known;
  std::vector<Fact> holding;
  for (const std::vector<Fact>& log : logs) {
    for (const Fact& f : log) {
      const bool seen = !known_at || f.head.recorded <= *known_at;
      if (seen && f.head.occurred.day <= as_of) known.push_back(f);
    }
    for (Fact& f : in_force(log, known_at)) holding.push_back(std::move(f));
  }
  std::stable_sort(known.begin(), known.end(), ordered);
  SlowTable t{"history",
              {"day", "kind", "in_force", "source", "key", "revision", "customer_key"},
              {}};
  for (const Fact& f : known) {
    const bool holds = std::find(holding.begin(), holding.end(), f) != holding.end();
    t.lines.push_back(line(f.head.occurred.day, code_name(f.kind()), holds,
                           f.head.event.source, f.head.event.key, f.head.revision,
                           f.head.root.text()));
  }
  return t;
}

std::vector<std::pair<std::string, Table>> tables(const View& view, const Questions& q,
                                                  const std::vector<CustomerKey>& keys) {
  MilestoneOptions milestones;
  milestones.open_only = q.open_only;
  RatesOptions rates;
  rates.period = q.period;
  rates.by_owner = q.by_owner;
  rates.churn_days = q.churn_days;
  FunnelOptions funnel;
  funnel.period = q.period;
  funnel.by_owner = q.by_owner;
  std::vector<std::pair<std::string, Table>> out{
      {"due", view.due({.with_snoozed = true})},
      {"overdue", view.overdue()},
      {"customers", view.customers()},
      {"tiers", view.tiers()},
      {"milestones", view.milestones(milestones)},
      {"rates", view.rates(rates)},
      {"promises_kept", view.promises_kept()},
      {"pool", view.pool()},
      {"contacts", view.contacts()}};
  try {
    out.emplace_back("funnel", view.funnel(funnel));
  } catch (const Error& error) {
    if (error.reason() != Reason::not_adopted) throw;
  }
  for (const CustomerKey& key : keys) {
    out.emplace_back("history of " + key.text(), view.history(key));
    out.emplace_back("fields of " + key.text(), view.field_history(key));
  }
  return out;
}

std::vector<std::string> lines_of(const Table& table,
                                  const std::vector<std::string>& columns) {
  std::vector<std::string> lines;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    std::string line;
    for (const std::string& column : columns)
      line += (line.empty() && column == columns.front() ? "" : "|") +
              table.cell(column, row);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace kith::naive
