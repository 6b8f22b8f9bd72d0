// The days of one person: the morning list's promises as jobs, planned within capacity.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "kith/flow/jobs.hpp"
#include "kith/view/view.hpp"
#include "planner/table_rows.hpp"
#include "view/actor.hpp"
#include "view/customer_promise.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;
namespace col = schema::day_plan;

constexpr std::int32_t kMostDays = 1000;

/// Addends by code, as reasons.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kAddendWhys{{
    {"weight", "points.weight"},
    {"lateness", "points.lateness"},
    {"tier", "points.tier"},
    {"stage", "points.stage"},
    {"value", "points.value"},
    {"overdue", "points.overdue"},
    {"tag", "points.tag"},
}};

Why why_of(const Addend& addend) {
  const std::string signed_points =
      (addend.points < 0 ? "" : "+") + std::to_string(addend.points);
  for (const auto& [code, why] : kAddendWhys) {
    if (code == addend.code) return {why, {signed_points, addend.row}};
  }
  return {addend.code, {signed_points, addend.row}};
}

/// A promise of the plan.
struct Work : CustomerPromise {
  PromiseJob made;
};

struct Planned {
  WorkDays days;
  std::vector<Work> work;
  OwnerPlan plan;
  std::map<JobKey, const Work*> by_key;
  bool shared = false;
};

Error bad_option(const char* name, const char* range) {
  return invalid(Reason::bad_number, range).at(name);
}

void check(const DayPlanOptions& o) {
  if (o.days < 0 || o.days > kMostDays) throw bad_option("days", "0 to 1000");
  if (o.horizon < 1 || o.horizon > kMostDays) throw bad_option("horizon", "1 to 1000");
}

void plan(Planned& p, const Calendar& calendar, const DayPlanOptions& options) {
  std::vector<Job> jobs;
  for (const Work& work : p.work) {
    jobs.push_back(work.made.job);
    p.by_key[work.made.job.key] = &work;
  }
  PlanOptions how;
  how.today = p.days.from();
  how.objective = options.objective;
  how.cap_times = options.cap_times;
  how.placement = options.placement;
  how.fixes = options.fixes;
  p.shared = options.objective == Objective::share;
  p.plan = plan_days(jobs, capacity_for(p.days, jobs), calendar, how).value();
}

struct Place {
  std::size_t job = 0;
  std::int32_t rank = 0;  ///< on its day, from 1; 0: not kept
};

/// By day, class on the day's list and order; what is not kept last.
std::vector<Place> in_order(const OwnerPlan& plan) {
  std::vector<Place> order(plan.jobs.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i].job = i;
  std::sort(order.begin(), order.end(), [&](const Place& a, const Place& b) {
    const JobPlan& x = plan.jobs[a.job];
    const JobPlan& y = plan.jobs[b.job];
    const auto head = [](const JobPlan& j) {
      return std::tuple(j.day.value_or(Date::max()), !j.day, j.list_class);
    };
    if (head(x) != head(y)) return head(x) < head(y);
    return before(x.planned, y.planned);
  });
  std::optional<Date> day;
  std::int32_t rank = 0;
  for (Place& place : order) {
    const JobPlan& job = plan.jobs[place.job];
    if (!job.day) break;
    rank = day == job.day ? rank + 1 : 1;
    day = job.day;
    place.rank = rank;
  }
  return order;
}

/// The last day whose rows are shown.
Date last_shown(const WorkDays& days, std::int32_t wanted, const Calendar& calendar) {
  if (wanted == 0) return days.days.last;
  const auto last = calendar.add(days.from(), wanted - 1);
  return last ? last->day : days.days.last;
}

class Rows {
 public:
  Rows(const Planned& p, Words& words, const Calendar& calendar, Date as_of)
      : p_(p), words_(words), calendar_(calendar), as_of_(as_of) {}

  void write(TableWriter& w, const Place& place) const {
    const Work& x = p_.work[place.job];
    const JobPlan& job = p_.plan.jobs[place.job];
    write_place(w, place, job);
    write_promise(w, x, job);
    write_customer(w, x);
    write_refusal(w, job);
    w.int32(col::rescuing, p_.plan.rescuing ? 1 : 0);
    put_whys(w, col::why_codes, words_.whys(whys(x, job)));
    write_points(w, x);
    w.end_row();
  }

 private:
  [[nodiscard]] std::string name_of(const Work& x) const {
    std::string name = words_.text(x.name, AccessField::customer_name);
    return name.empty() ? x.key.text() : name;
  }
  /// As a reason's argument: a bar parts its languages.
  [[nodiscard]] std::string called(const Work& x) const {
    std::string name = name_of(x);
    std::replace(name.begin(), name.end(), '|', '/');
    return name + " " + x.row.stream_words.zh + "|" + name + ", " + x.row.stream_words.en;
  }
  [[nodiscard]] const Work* weakest(const JobPlan& job) const {
    if (!job.certificate) return nullptr;
    const auto it = p_.by_key.find(job.certificate->weakest);
    return it == p_.by_key.end() ? nullptr : it->second;
  }
  [[nodiscard]] std::vector<Why> whys(const Work& x, const JobPlan& job) const {
    const Work* last = weakest(job);
    std::vector<Why> out = planner::whys_of({&p_.plan, &job, 0, p_.shared},
                                            last == nullptr ? "" : called(*last));
    if (out.front().code == "plan.pinned" && x.row.due != job.day)
      out.front() = {"plan.step", {x.row.due->iso()}};
    if (job.reason == PlanReason::today && p_.days.from() != as_of_)
      out.push_back({"plan.starts", {p_.days.from().iso()}});
    return out;
  }

  void write_place(TableWriter& w, const Place& place, const JobPlan& job) const {
    w.date(col::day, job.day);
    if (place.rank > 0) w.int32(col::rank, place.rank);
    w.text(col::reason, code_name(job.reason));
    w.text(col::reason_zh, code_word(job.reason, Language::chinese));
    w.text(col::list_class, code_name(job.list_class));
    w.text(col::list_class_zh, code_word(job.list_class, Language::chinese));
    if (job.planned.channel != Channel::unknown) {
      w.text(col::channel, code_name(job.planned.channel));
      w.text(col::channel_zh, code_word(job.planned.channel, Language::chinese));
    }
    w.date(col::planned_first, job.planned.window.first);
    w.date(col::planned_last, job.planned.window.last);
    w.text(col::planned_class, code_name(job.planned.job_class));
    w.int64(col::planned_points, job.planned.points);
  }
  void write_promise(TableWriter& w, const Work& x, const JobPlan& job) const {
    const PromiseRow& r = x.row;
    const bool stream = r.step.source.empty();
    const std::string step =
        stream ? std::string() : words_.text(r.text, AccessField::step_text);
    w.text(col::stream, r.stream);
    put(w, col::stream_zh, r.stream_words.zh);
    put(w, col::purpose, stream ? r.purpose.zh : step);
    put(w, col::purpose_en, stream ? r.purpose.en : step);
    w.date(col::window_from, r.window_from);
    w.date(col::due, r.due);
    w.text(col::state, code_name(r.state));
    w.text(col::state_zh, code_word(r.state, Language::chinese));
    w.int32(col::overdue_wd, r.overdue_wd);
    const bool doubtful = r.provisional || (job.day && !calendar_.is_covered(*job.day));
    w.int32(col::provisional, doubtful ? 1 : 0);
    w.int64(col::points, x.made.job.points);
    w.int64(col::points_weight, x.made.weight);
    w.int64(col::points_lateness, x.made.lateness);
    put(w, col::step_source, r.step.source);
    put(w, col::step_key, r.step.key);
  }
  void write_points(TableWriter& w, const Work& x) const {
    const PromiseJob& made = x.made;
    w.int64(col::points_ranking, made.job.points - made.weight - made.lateness);
    std::vector<Why> parts;
    for (const Addend& addend : made.addends) parts.push_back(why_of(addend));
    put_whys(w, col::points_codes, words_.whys(parts));
  }
  void write_customer(TableWriter& w, const Work& x) const {
    w.text(col::customer, name_of(x));
    w.text(col::customer_key, x.key.text());
    w.text(col::owner, x.owner.text());
    w.text(col::owner_name, words_.person(x.owner));
    put(w, col::tier, x.tier);
    put(w, col::contact, words_.text(x.contact, AccessField::contact_name));
    put(w, col::phone, words_.text(x.phone, AccessField::contact_phone));
  }
  void write_refusal(TableWriter& w, const JobPlan& job) const {
    if (job.certificate) {
      if (!job.certificate->places.empty()) {
        w.date(col::tight_first, job.certificate->span().first);
        w.date(col::tight_last, job.certificate->span().last);
      }
      w.int64(col::tight_slots, job.certificate->slots());
    }
    if (const Work* last = weakest(job)) {
      w.text(col::weakest_customer_key, last->key.text());
      w.text(col::weakest_stream, last->row.stream);
      put(w, col::weakest_step_source, last->row.step.source);
      put(w, col::weakest_step_key, last->row.step.key);
    }
    if (!job.fix) return;
    w.date(col::fix_day, job.fix->day);
    w.int32(col::fix_slots, job.fix->slots);
    w.date(col::fix_last, job.fix->last);
  }

  const Planned& p_;
  Words& words_;
  const Calendar& calendar_;
  Date as_of_;
};

/// A plan of a part would give away time that the rest takes.
void require_sight(const Sight& sight, const PersonKey& actor, const PersonKey& person) {
  if (sight.sees(person)) return;
  throw Error(Status::permission_denied, Reason::not_allowed,
              "\"" + actor.text() + "\" does not see all that \"" + person.text() +
                  "\" answers for")
      .at("person");
}

}  // namespace

Table View::day_plan(const PersonKey& person, const DayPlanOptions& options) const {
  if (person.empty())
    throw invalid(Reason::missing_value, "whose days are planned").at("person");
  check(options);
  const auto moment = source_->hold();
  const Directory& directory = rules_->directory();
  const Calendar& calendar = rules_->calendar();
  const CadenceRules cadence = rules_->cadence();
  Planned p;
  p.days = work_days(person, cut_.as_of, options.horizon, calendar, directory).value();
  const auto look = [&](const Glance& g) {
    return g.is_known() && g.outlook.first_due > p.days.days.last ? Look::stop
                                                                  : Look::read;
  };
  const bool ranked = is_ranked(cut_.as_of, cadence);
  std::vector<PersonKey> people = directory.stands_in_for(person, cut_.as_of);
  people.insert(people.begin(), person);
  for (const PersonKey& whose : people) {
    if (actor_) require_sight(actor_->sight, actor_->person, whose);
    source_->each_for(whose, cut_, look, [&](const CustomerState& state) {
      Stakes stakes;
      if (ranked) stakes = stakes_of(state.deals, rules_->pipelines(), cut_.as_of);
      for (PromiseRow& row : promises(state.cadence, cut_.as_of, cadence)) {
        if (keeper_of(row, state) != whose || !row.due ||
            worked_off_by(whose, *row.due, cut_.as_of, directory) != person)
          continue;
        auto made =
            promise_job(state.key, row, p.days, calendar,
                        table_addends(row, state.cadence, stakes, cut_.as_of, cadence));
        if (!made) continue;
        p.work.push_back({customer_promise(std::move(row), state), *std::move(made)});
      }
    });
  }
  plan(p, calendar, options);
  const Date last = last_shown(p.days, options.days, calendar);
  TableWriter w(schema::kDayPlan);
  Words words = this->words();
  const Rows rows(p, words, calendar, cut_.as_of);
  std::int64_t written = 0;
  for (const Place& place : in_order(p.plan)) {
    const auto& day = p.plan.jobs[place.job].day;
    if (day && *day > last) continue;
    if (options.limit > 0 && written++ >= options.limit) break;
    rows.write(w, place);
  }
  return std::move(w).finish();
}

}  // namespace kith
