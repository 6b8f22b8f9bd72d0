// Whether a cadence can be kept: the load of each of ours by channel, over their slots.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "kith/flow/demand.hpp"
#include "kith/flow/jobs.hpp"
#include "kith/view/view.hpp"
#include "view/actor.hpp"
#include "view/loads.hpp"
#include "view/schemas_ahead.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::feasibility;

constexpr std::int64_t kMillion = 1'000'000;

std::int64_t ppm_up(const Fraction& f) { return scaled_up(f, kMillion); }

Date last_of_year(Date from) {
  return days_between(from, Date::max()) < 364 ? Date::max() : from.plus_days(364);
}

DateSpan span_of(const FeasibilityOptions& options, Date as_of) {
  if (!options.has_period) return {as_of, last_of_year(as_of)};
  if (options.period.last < options.period.first)
    throw invalid(Reason::bad_order, "the period ends before it begins").at("period");
  return options.period;
}

/// Whose rows are wanted.
enum class RowOf { all, team, person, nobody };

const char* scope_name(RowOf scope) {
  switch (scope) {
    case RowOf::all:
      return "all";
    case RowOf::team:
      return "team";
    case RowOf::person:
      return "person";
    case RowOf::nobody:
      return "nobody";
  }
  return "";
}

/// A row before it is written.
struct Row {
  RowOf scope = RowOf::person;
  PersonKey person;
  Channel channel = Channel::unknown;
  Lane lane;
  std::optional<Utilisation> judged;  ///< none: no capacity is known
  std::optional<std::int64_t> people_red;
};

std::vector<StreamLoad> streams_of(const Lane& lane) {
  std::vector<StreamLoad> out;
  for (const auto& [load, customers] : lane.streams) {
    StreamLoad stream = load.stream();
    stream.customers = customers;
    out.push_back(stream);
  }
  return out;
}

class Judge {
 public:
  Judge(const Calendar& calendar, DateSpan span) : calendar_(calendar), span_(span) {}

  [[nodiscard]] std::optional<Utilisation> judge(const Lane& lane) const {
    if (lane.people == 0) return std::nullopt;
    return utilisation_by_day(streams_of(lane), lane.slots, calendar_, span_).value();
  }
  /// Touches of the span, where no capacity is known.
  [[nodiscard]] Fraction load(const Lane& lane) const {
    Fraction all;
    for (const StreamLoad& stream : streams_of(lane))
      all = sum(all, touches_of(stream, calendar_, span_).value()).value();
    return all;
  }
  /// People like the one with most slots below, like the one with fewest above.
  [[nodiscard]] std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>> heads(
      const Lane& lane, const Fraction& load) const {
    if (load == Fraction{}) return {0, 0};
    if (lane.most == 0) return {};
    const std::int64_t least = ceiling_of(quotient(load, {lane.most, 1}).value());
    return {least, enough(lane)};
  }

 private:
  /// In millionths of a touch, each customer's load rounded up.
  [[nodiscard]] std::optional<std::int64_t> enough(const Lane& lane) const {
    std::vector<std::int64_t> loads;
    for (const auto& [asked, customers] : lane.mixes) {
      Fraction one;
      for (const LoadKey& key : asked) {
        StreamLoad stream = key.stream();
        stream.customers = 1;
        one = sum(one, touches_of(stream, calendar_, span_).value()).value();
      }
      loads.insert(loads.end(), static_cast<std::size_t>(customers), ppm_up(one));
    }
    const std::int64_t capacity[] = {lane.fewest * kMillion};
    const auto bounds = people_needed(loads, capacity);
    if (!bounds) return std::nullopt;  // one customer is too much for such a person
    return bounds->enough;
  }

  const Calendar& calendar_;
  DateSpan span_;
};

/// Rounded up.
std::string percent(const Fraction& f) { return std::to_string(scaled_up(f, 100)); }

std::vector<Why> whys(const Row& row) {
  if (row.scope == RowOf::nobody) return {{"feasibility.nobody", {}}};
  if (!row.judged) return {{"feasibility.no_capacity", {}}};
  const Utilisation& u = *row.judged;
  std::vector<Why> out;
  if (!u.rho) {
    if (u.load > Fraction{}) out.push_back({"feasibility.no_slots", {}});
  } else {
    const std::string all = percent(*u.rho);
    if (*u.rho > Fraction{1, 1}) {
      out.push_back({"feasibility.over", {all}});
    } else if (u.light == Light::green) {
      out.push_back({"feasibility.green", {all}});
    } else {
      const Fraction busiest = std::max(*u.rho, u.busiest.value_or(*u.rho));
      out.push_back({"feasibility.amber", {all, percent(busiest)}});
    }
  }
  if (const auto& s = u.shortage) {
    if (u.rho && *u.rho <= Fraction{1, 1}) out.clear();
    out.push_back({"feasibility.short",
                   {s->days.first.iso(), s->days.last.iso(), std::to_string(s->needed),
                    std::to_string(s->slots), std::to_string(s->needed - s->slots)}});
  }
  return out;
}

class Rows {
 public:
  Rows(TableWriter& w, Words& words, const Calendar& calendar, DateSpan span,
       const std::string& team)
      : w_(w), words_(words), calendar_(calendar), span_(span), team_(team) {}

  void write(const Row& row) const {
    w_.text(col::scope, scope_name(row.scope));
    put(w_, col::owner, row.person.text());
    put(w_, col::owner_name, words_.person(row.person));
    if (row.scope == RowOf::team) put(w_, col::team, team_);
    if (row.channel != Channel::unknown) {
      w_.text(col::channel, code_name(row.channel));
      w_.text(col::channel_zh, code_word(row.channel, Language::chinese));
    }
    w_.date(col::first, span_.first);
    w_.date(col::last, span_.last);
    w_.int64(col::people, row.lane.people);
    if (row.people_red) w_.int64(col::people_red, *row.people_red);
    w_.int64(col::customers, row.lane.customers);
    const bool covered =
        calendar_.is_covered(span_.first) && calendar_.is_covered(span_.last);
    w_.int32(col::provisional, covered ? 0 : 1);
    write_load(row);
    put_whys(w_, col::why_codes, words_.whys(whys(row)));
    w_.end_row();
  }

 private:
  void write_load(const Row& row) const {
    const Judge judge(calendar_, span_);
    const Fraction load = row.judged ? row.judged->load : judge.load(row.lane);
    w_.int64(col::load_numerator, load.numerator);
    w_.int64(col::load_denominator, load.denominator);
    if (!row.judged) return;
    const Utilisation& u = *row.judged;
    w_.text(col::light, code_name(u.light));
    w_.text(col::light_zh, code_word(u.light, Language::chinese));
    w_.int64(col::capacity, u.capacity);
    if (u.rho) {
      w_.int64(col::rho_numerator, u.rho->numerator);
      w_.int64(col::rho_denominator, u.rho->denominator);
      w_.int64(col::rho_ppm, ppm_up(*u.rho));
    }
    if (u.busiest) w_.int64(col::busiest_ppm, ppm_up(*u.busiest));
    if (u.shortage) {
      w_.date(col::shortage_first, u.shortage->days.first);
      w_.date(col::shortage_last, u.shortage->days.last);
      w_.int64(col::shortage_needed, u.shortage->needed);
      w_.int64(col::shortage_slots, u.shortage->slots);
      w_.int64(col::shortage, u.shortage->needed - u.shortage->slots);
    }
    const auto [least, enough] = judge.heads(row.lane, load);
    if (least) w_.int64(col::people_least, *least);
    if (enough) w_.int64(col::people_enough, *enough);
    if (load == Fraction{} || row.lane.customers == 0) return;
    const auto held = [&](const Fraction& target) {
      return customers_held(u.capacity, row.lane.people, row.lane.customers, load,
                            target);
    };
    w_.int64(col::book_size, held({1, 1}));
    w_.int64(col::book_size_safe, held({5, 6}));
  }
  TableWriter& w_;
  Words& words_;
  const Calendar& calendar_;
  DateSpan span_;
  const std::string& team_;
};

/// Whoever asks sees all from whom the person's load comes.
void require_sight(const Sight& sight, const PersonKey& actor, const Loads& loads,
                   const PersonKey& person) {
  const auto desk = loads.desks.find(person);
  bool sees = sight.sees(person);
  if (desk != loads.desks.end()) {
    for (const PersonKey& owner : desk->second.owners) sees = sees && sight.sees(owner);
  }
  if (sees) return;
  throw Error(Status::permission_denied, Reason::not_allowed,
              "\"" + actor.text() + "\" does not see all that \"" + person.text() +
                  "\" has to do")
      .at("person");
}

bool is_red(const Row& row) { return row.judged && row.judged->light == Light::red; }

/// Rows of people, and, by channel, of them together.
struct Answer {
  std::vector<Row> people;
  std::map<Channel, Row> together;
};

Answer answer_of(const Loads& loads, const std::set<PersonKey>& shown, RowOf scope,
                 const Judge& judge) {
  Answer out;
  for (const auto& [person, desk] : loads.desks) {
    if (shown.count(person) == 0) continue;
    for (const auto& [channel, lane] : desk.lanes) {
      Row row{RowOf::person, person, channel, lane, judge.judge(lane), {}};
      Row& all = out.together[channel];
      all.scope = scope;
      all.channel = channel;
      // Who has no capacity known has no share in what all can do.
      if (row.judged) {
        add(all.lane, lane);
        all.people_red = all.people_red.value_or(0) + (is_red(row) ? 1 : 0);
      }
      out.people.push_back(std::move(row));
    }
  }
  for (auto& [channel, row] : out.together) row.judged = judge.judge(row.lane);
  return out;
}

std::set<PersonKey> wanted(const FeasibilityOptions& o, const Loads& loads,
                           const Directory& directory, Date day) {
  std::set<PersonKey> out;
  if (!o.person.empty()) {
    if (directory.find(o.person, day) == nullptr) {
      throw Error(Status::not_found, Reason::unknown_name,
                  "the directory knows no person \"" + o.person.text() + "\"")
          .at("person");
    }
    return {o.person};
  }
  if (!o.team.empty()) {
    const auto teams = directory.teams(day);
    if (std::find(teams.begin(), teams.end(), o.team) == teams.end()) {
      throw Error(Status::not_found, Reason::unknown_name,
                  "the directory knows no team \"" + o.team + "\"")
          .at("team");
    }
  }
  for (const auto& [key, desk] : loads.desks) {
    if (key.empty()) continue;
    const Person* person = directory.find(key, day);
    const bool of_team =
        o.team.empty() ||
        (person != nullptr && directory.is_within(person->team, o.team, day));
    if (of_team) out.insert(key);
  }
  return out;
}

}  // namespace

Table View::feasibility(const FeasibilityOptions& options) const {
  if (!options.person.empty() && !options.team.empty())
    throw invalid(Reason::conflict, "a person or a team, not both").at("team");
  const DateSpan span = span_of(options, cut_.as_of);
  const bool everybody = options.person.empty() && options.team.empty();
  if (everybody) require_all("a question about everybody");
  const auto moment = source_->hold();
  const Calendar& calendar = rules_->calendar();
  const Document* candidate = options.candidate ? &*options.candidate : nullptr;
  const Trial trial = try_cadence(*rules_, candidate, cut_.as_of).value();
  const CadenceRules cadence = trial.rules(*rules_);
  Loads loads(rules_->directory(), cut_.as_of, span, calendar);
  const std::shared_ptr<const Source>& source = everybody ? source_ : whole_;
  source->each(cut_, [&](const CustomerState& state) {
    loads.take(state, demands(state.cadence, cut_.as_of, cadence), options.campaigns);
    return true;
  });
  const auto shown = wanted(options, loads, rules_->directory(), cut_.as_of);
  if (actor_) {
    for (const PersonKey& person : shown)
      require_sight(actor_->sight, actor_->person, loads, person);
  }
  const Judge judge(calendar, span);
  const RowOf scope = everybody ? RowOf::all : RowOf::team;
  Answer answer = answer_of(loads, shown, scope, judge);
  TableWriter w(schema::kFeasibility);
  Words words = this->words();
  const Rows rows(w, words, calendar, span, options.team);
  const auto write = [&](const Row& row) {
    if (options.limit == 0 || w.rows() < options.limit) rows.write(row);
  };
  if (options.person.empty()) {
    for (const auto& [channel, row] : answer.together) write(row);
  }
  for (const Row& row : answer.people) write(row);
  if (everybody) {
    const auto nobody = loads.desks.find(PersonKey());
    if (nobody != loads.desks.end()) {
      for (const auto& [channel, lane] : nobody->second.lanes)
        write({RowOf::nobody, {}, channel, lane, std::nullopt, {}});
    }
  }
  return std::move(w).finish();
}

}  // namespace kith
