// Plans through the C interface.
#include "columns.hpp"
#include "kit.hpp"

namespace {

using namespace kit;

struct Input {
  Table jobs, slots, caps;
  Calendar china;
  Input() {
    kith_error* error = nullptr;
    jobs.reset(plan_jobs(kDay).take(&error));
    slots.reset(plan_slots(kDay).take(&error));
    caps.reset(plan_caps(kDay).take(&error));
    EXPECT_EQ(error, nullptr) << str(kith_error_message(error));
    kith_calendar* c = nullptr;
    EXPECT_EQ(kith_calendar_create(nullptr, &c, nullptr), KITH_OK);
    china.reset(c);
  }
};

std::string csv(const kith_table* table) {
  kith_buffer buffer{};
  KIT_OK(kith_table_to_csv(table, nullptr, &buffer, error));
  std::string out(reinterpret_cast<const char*>(buffer.data),
                  static_cast<std::size_t>(buffer.size));
  kith_buffer_free(&buffer);
  return out;
}

TEST(CapiPlan, KeepsPlansAndProves) {
  const Input in;
  kith_table* plan = nullptr;
  kith_table* places = nullptr;
  KIT_OK(kith_plan_days(in.jobs.get(), in.slots.get(), nullptr, in.china.get(), kDay,
                        nullptr, &plan, &places, error));
  const Table days(plan), proof(places);
  EXPECT_EQ(str(kith_table_name(plan)), "plan_days");
  EXPECT_EQ(str(kith_table_name(places)), "plan_places");
  kith_column column = KITH_COLUMN_INIT;
  KIT_OK(kith_table_column(plan, "place", -1, &column, error));
  EXPECT_EQ(static_cast<const std::int32_t*>(column.data)[0], 1);
  EXPECT_EQ(column.null_count, 2);
  const std::string text = csv(plan);
  EXPECT_NE(text.find("li,b,phone,safe_until"), std::string::npos) << text;
  EXPECT_NE(text.find("li,late,visit,closed"), std::string::npos) << text;
}

TEST(CapiPlan, CapsAndOptionsCount) {
  const Input in;
  kith_plan_options options = KITH_PLAN_OPTIONS_INIT;
  options.objective = KITH_OBJECTIVE_KEEP;
  options.no_fixes = 1;
  kith_table* plan = nullptr;
  kith_table* places = nullptr;
  KIT_OK(kith_plan_days(in.jobs.get(), in.slots.get(), in.caps.get(), in.china.get(),
                        kDay, &options, &plan, &places, error));
  const Table days(plan), proof(places);
  EXPECT_NE(csv(plan).find("li,a,phone,capacity"), std::string::npos) << csv(plan);
  EXPECT_NE(csv(places).find("li,a,,"), std::string::npos) << csv(places);
}

TEST(CapiPlan, NamesWhatIsWrong) {
  const Input in;
  kith_table* plan = nullptr;
  const auto ask = [&](const kith_plan_options& options, kith_error** error) {
    return kith_plan_days(in.jobs.get(), in.slots.get(), in.caps.get(), in.china.get(),
                          kDay, &options, &plan, nullptr, error);
  };
  kith_plan_options options = KITH_PLAN_OPTIONS_INIT;
  options.objective = 3;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_KIND, "objective",
           ask(options, error));
  options = KITH_PLAN_OPTIONS_INIT;
  options.placement = -1;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_KIND, "placement",
           ask(options, error));
  options.placement = KITH_PLACEMENT_LEVEL;
  KIT_FAIL(KITH_UNIMPLEMENTED, KITH_REASON_NONE, "placement", ask(options, error));
  options = KITH_PLAN_OPTIONS_INIT;
  options.cap_times = -1;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER, "cap_times",
           ask(options, error));
  const auto swapped = [&](kith_error** error) {
    return kith_plan_days(in.slots.get(), in.slots.get(), nullptr, in.china.get(), kDay,
                          nullptr, &plan, nullptr, error);
  };
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_COLUMN, "day", swapped(error));
}

}  // namespace
