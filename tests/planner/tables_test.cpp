// Plans over tables: the same as owner by owner, and errors by table, column and row.
#include <gtest/gtest.h>

#include <map>

#include "kith/model/fact_tables.hpp"
#include "kith/planner/tables.hpp"
#include "model/docs_page.hpp"
#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

/// Columns of the schema's names, with cells set one by one.
class Rows {
 public:
  explicit Rows(const TableSchema& schema) : writer_(schema), schema_(schema) {}
  Rows& text(std::string_view column, std::string_view value) {
    writer_.text(schema_.index_of(column), value);
    return *this;
  }
  Rows& day(std::string_view column, Date value) {
    writer_.date(schema_.index_of(column), value);
    return *this;
  }
  Rows& number(std::string_view column, std::int64_t value) {
    const std::int32_t at = schema_.index_of(column);
    if (schema_.columns[static_cast<std::size_t>(at)].type == ColumnType::int64) {
      writer_.int64(at, value);
    } else {
      writer_.int32(at, static_cast<std::int32_t>(value));
    }
    return *this;
  }
  void end() { writer_.end_row(); }
  Table table() { return std::move(writer_).finish(); }

 private:
  TableWriter writer_;
  const TableSchema& schema_;
};

struct Tables {
  Rows jobs{plan_jobs_schema()};
  Rows slots{plan_slots_schema()};
  Rows caps{plan_caps_schema()};

  void add(const Job& job) {
    jobs.text("owner", job.owner.text()).text("key", job.key.text());
    jobs.text("channel", code_name(job.channel)).text("class", code_name(job.job_class));
    jobs.day("first", job.window.first).day("last", job.window.last);
    jobs.number("points", job.points).number("may_pull", job.may_pull ? 1 : 0);
    if (job.since) jobs.day("since", *job.since);
    jobs.end();
  }
  void add(const std::string& owner, const DayCapacity& capacity) {
    for (const ChannelSlots& c : capacity.channels) {
      for (std::size_t d = 0; d < c.slots.size(); ++d) {
        slots.text("owner", owner).text("channel", code_name(c.channel));
        slots.day("day", capacity.days.first.plus_days(static_cast<std::int64_t>(d)));
        slots.number("slots", c.slots[d]).end();
      }
    }
    for (const Cap& cap : capacity.caps) {
      caps.text("owner", owner).day("first", cap.days.first).day("last", cap.days.last);
      caps.number("slots", cap.slots).end();
    }
  }
};

void expect_row(const Table& days, std::int64_t row, const JobPlan& answer) {
  const auto cell = [&](std::string_view column) { return days.cell(column, row); };
  ASSERT_EQ(cell("key"), answer.planned.key.text());
  EXPECT_EQ(cell("reason"), code_name(answer.reason));
  EXPECT_EQ(cell("day"), answer.day ? answer.day->iso() : "");
  EXPECT_EQ(cell("list_class"), code_name(answer.list_class));
  EXPECT_EQ(cell("planned_last"), answer.planned.window.last.iso());
  EXPECT_EQ(cell("planned_points"), std::to_string(answer.planned.points));
  EXPECT_EQ(cell("tight_slots"),
            answer.certificate ? std::to_string(answer.certificate->slots()) : "");
  EXPECT_EQ(cell("weakest"),
            answer.certificate ? answer.certificate->weakest.text() : "");
  EXPECT_EQ(cell("fix_slots"), answer.fix ? std::to_string(answer.fix->slots) : "");
  EXPECT_FALSE(cell("why_zh").empty());
  EXPECT_FALSE(cell("why_en").empty());
  EXPECT_EQ(cell("why_en").find('{'), std::string::npos);
}

TEST(Tables, AreThePlansOfEachOwner) {
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(plans(60)); ++i) {
    Dice dice(seed() * 71 + i);
    Shape shape;
    shape.days = 8;
    shape.jobs = 25;
    shape.channels = 2;
    shape.caps = i % 2 == 1;
    PlanOptions options;
    options.today = kFirst.plus_days(dice.between(0, 2));
    options.objective = static_cast<Objective>(dice.between(0, 2));
    Tables in;
    std::vector<Job> all;
    std::map<std::string, DayCapacity> capacity;
    for (const std::string owner : {"zhao", "li", "wang"}) {
      capacity[owner] = random_capacity(dice, shape);
      in.add(owner, capacity[owner]);
      for (Job job : random_jobs(dice, shape)) {
        job.owner = PersonKey(owner);
        all.push_back(job);
      }
    }
    dice.shuffle(all);
    for (const Job& job : all) in.add(job);
    const Table jobs = in.jobs.table(), slots = in.slots.table(), caps = in.caps.table();
    const PlanTables plan =
        plan_tables({jobs, slots, &caps}, china_calendar(), options).value();
    ASSERT_EQ(plan.days.rows(), jobs.rows());
    std::size_t places = 0;
    for (const auto& [owner, can] : capacity) {
      std::vector<Job> own;
      std::vector<std::int64_t> rows;
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (all[k].owner.text() != owner) continue;
        own.push_back(all[k]);
        rows.push_back(static_cast<std::int64_t>(k));
      }
      const OwnerPlan alone = plan_days(own, can, china_calendar(), options).value();
      for (std::size_t k = 0; k < own.size(); ++k) {
        expect_row(plan.days, rows[k], alone.jobs[k]);
        if (HasFailure()) FAIL() << "instance " << i << ", owner " << owner;
        if (alone.jobs[k].certificate) places += alone.jobs[k].certificate->places.size();
      }
      for (std::size_t k = 0; k < alone.today.size(); ++k) {
        const std::int64_t row = rows[static_cast<std::size_t>(alone.today[k])];
        ASSERT_EQ(plan.days.cell("place", row), std::to_string(k + 1));
      }
    }
    ASSERT_EQ(plan.places.rows(), static_cast<std::int64_t>(places));
  }
}

Job sound() {
  Job job;
  job.owner = PersonKey("li");
  job.key = JobKey("a");
  job.channel = Channel::phone;
  job.window = {kFirst, kFirst};
  return job;
}

/// "table column row reason" of the error that a change of the job or tables makes.
std::string fails(const Table& jobs, const Table& slots, const Table* caps) {
  PlanOptions options;
  options.today = kFirst;
  const auto plan = plan_tables({jobs, slots, caps}, china_calendar(), options);
  if (plan) return "no error";
  std::string table;
  for (const auto& [key, value] : plan.error().details()) {
    if (key == "table") table = value;
  }
  return table + " " + plan.error().field() + " " + std::to_string(plan.error().row()) +
         " " + std::string(reason_name(plan.error().reason()));
}

TEST(Tables, NameTheTableTheColumnAndTheRow) {
  Tables in;
  in.add("li", {{kFirst, kFirst}, {{Channel::phone, {1}}}, {}});
  const Table slots = in.slots.table();
  const auto of_jobs = [&](const std::vector<Job>& jobs) {
    Tables t;
    for (const Job& job : jobs) t.add(job);
    return fails(t.jobs.table(), slots, nullptr);
  };
  EXPECT_EQ(of_jobs({}), "no error");
  EXPECT_EQ(of_jobs({sound()}), "no error");
  EXPECT_EQ(of_jobs({sound(), sound()}), "jobs key 1 duplicate");
  Job job = sound();
  job.window.last = kFirst.plus_days(-1);
  EXPECT_EQ(of_jobs({sound(), job}), "jobs last 1 bad_order");
  job = sound();
  job.owner = PersonKey();
  EXPECT_EQ(of_jobs({job}), "jobs owner 0 missing_value");

  Tables one;
  one.add(sound());
  const Table jobs = one.jobs.table();
  EXPECT_EQ(fails(slots, slots, nullptr), "jobs day -1 unknown_column");
  Rows twice(plan_slots_schema());
  for (int i = 0; i < 2; ++i) {
    twice.text("owner", "li").text("channel", "phone").day("day", kFirst);
    twice.number("slots", 1).end();
  }
  EXPECT_EQ(fails(jobs, twice.table(), nullptr), "slots day 1 duplicate");
  const auto slot = [](std::string_view channel, Date day, std::int64_t number) {
    Rows rows(plan_slots_schema());
    rows.text("owner", "li").text("channel", channel).day("day", day);
    rows.number("slots", number).end();
    return rows.table();
  };
  EXPECT_EQ(fails(jobs, slot("phone", kFirst, -1), nullptr), "slots slots 0 bad_number");
  EXPECT_EQ(fails(jobs, slot("smoke", kFirst, 1), nullptr),
            "slots channel 0 unknown_name");
  EXPECT_EQ(fails(jobs, slot("phone", kFirst.plus_days(3'700), 1), nullptr),
            "slots day 0 too_large");
  EXPECT_EQ(fails(jobs, slot("phone", Date(5'000'000), 1), nullptr),
            "slots day 0 date_out_of_range");
  const auto caps = [](Date first, Date last, Date other) {
    Rows rows(plan_caps_schema());
    for (const Date begin : {first, other}) {
      rows.text("owner", "li")
          .day("first", begin)
          .day("last", last.plus_days(days_between(first, begin)));
      rows.number("slots", 1).end();
    }
    return rows.table();
  };
  const Table crossing = caps(kFirst, kFirst.plus_days(2), kFirst.plus_days(1));
  EXPECT_EQ(fails(jobs, slots, &crossing), "caps first 1 conflict");
  const Table backwards = caps(kFirst, kFirst.plus_days(-1), kFirst);
  EXPECT_EQ(fails(jobs, slots, &backwards), "caps last 0 bad_order");
}

TEST(Tables, AreOnThePage) {
  std::string page;
  for (const TableSchema* schema :
       {&plan_jobs_schema(), &plan_slots_schema(), &plan_caps_schema(),
        &plan_days_schema(), &plan_places_schema()}) {
    page += schema_markdown(*schema) + "\n";
  }
  test::expect_docs_part("docs/tables.md", "plans", page);
}

}  // namespace
}  // namespace kith::planner_test
