// Every function that can fail, with each of its arguments wrong in turn: NULL, not
// UTF-8, no date, a struct of no known size. Names of arguments are read from kith.h, and
// a function that the matrix lacks fails it.
#include <cstring>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "kit.hpp"
#include "source_dir.hpp"

namespace {

using namespace kit;

using Names = std::vector<std::string>;

/// Functions of kith.h that return kith_status and take an error, with their parameters.
std::map<std::string, Names> declared() {
  std::ifstream file(kith::test::in_source("capi/include/kith/kith.h"));
  std::stringstream text;
  text << file.rdbuf();
  const std::string header =
      std::regex_replace(text.str(), std::regex(R"(/\*[^*]*\*+([^/*][^*]*\*+)*/)"), "");
  const std::regex function(R"(KITH_API\s+kith_status\s+(kith_\w+)\(([^)]*)\))");
  std::map<std::string, Names> out;
  for (std::sregex_iterator i(header.begin(), header.end(), function), end; i != end;
       ++i) {
    Names names;
    std::stringstream list((*i)[2].str());
    for (std::string item; std::getline(list, item, ',');) {
      const auto last = item.find_last_not_of(" \n");
      const auto first = item.find_last_of(" *\n", last);
      names.push_back(item.substr(first + 1, last - first));
    }
    if (names.size() > 1 && names.back() == "error") out[(*i)[1].str()] = names;
  }
  return out;
}

/// Nothing to end but handles.
template <class T>
void end(T&) {}
void end(kith_document*& p) { kith_document_free(std::exchange(p, nullptr)); }
void end(kith_calendar*& p) { kith_calendar_free(std::exchange(p, nullptr)); }
void end(kith_clock*& p) { kith_clock_free(std::exchange(p, nullptr)); }
void end(kith_table*& p) { kith_table_free(std::exchange(p, nullptr)); }
void end(kith_batch*& p) { kith_batch_free(std::exchange(p, nullptr)); }
void end(kith_book*& p) { kith_book_close(std::exchange(p, nullptr)); }
void end(kith_view*& p) { kith_view_close(std::exchange(p, nullptr)); }
void end(kith_rules*& p) { kith_rules_free(std::exchange(p, nullptr)); }
void end(kith_state*& p) { kith_state_free(std::exchange(p, nullptr)); }
void end(kith_buffer& b) { kith_buffer_free(&b); }
void end(ArrowSchema& s) { s.release(&s); }
void end(ArrowArray& a) { a.release(&a); }

template <class T>
concept Sized = requires(T t) {
  t.struct_size;
};
template <class T>
struct IsHandleOut : std::false_type {};
template <class T>
struct IsHandleOut<T**> : std::bool_constant<!std::is_const_v<T>> {};

class Matrix {
 public:
  Matrix() : declared_(declared()) {}

  /// `args` are those of a call that succeeds, without the error; strings have size -1.
  /// `spare`: arguments that may be NULL. `dates`: those that are dates.
  template <class... A>
  void operator()(const char* name, kith_status (*f)(A...), std::set<std::string> spare,
                  std::set<std::string> dates, auto... args) {
    ASSERT_TRUE(declared_.count(name)) << name << " is not in kith.h";
    done_.insert(name);
    const Names& names = declared_[name];
    ASSERT_EQ(names.size(), sizeof...(args) + 1) << name;
    spare_ = std::move(spare);
    dates_ = std::move(dates);
    name_ = name;
    std::tuple<std::tuple_element_t<0, std::tuple<A>>...> good{args..., nullptr};
    if (name_ != "kith_table_from_arrow") {
      expect(f, good, KITH_OK, 0, "");
    }
    [&]<std::size_t... I>(std::index_sequence<I...>) { (vary<I>(f, good, names), ...); }
    (std::make_index_sequence<sizeof...(args)>());
  }
  [[nodiscard]] std::set<std::string> missing() const {
    std::set<std::string> out;
    for (const auto& [name, names] : declared_) {
      if (!done_.count(name)) out.insert(name);
    }
    return out;
  }

 private:
  template <std::size_t I, class F, class Args>
  void vary(F f, Args args, const Names& names) {
    using T = std::tuple_element_t<I, Args>;
    const std::string& name = names[I];
    if constexpr (std::is_pointer_v<T>) {
      if (!spare_.count(name)) {
        Args bad = args;
        std::get<I>(bad) = nullptr;
        expect(f, bad, KITH_INVALID_ARGUMENT, KITH_REASON_NULL_ARGUMENT, name);
      }
      vary_struct<I>(f, args, name);
    }
    if constexpr (std::is_same_v<T, const char*>) {
      Args bad = args;
      std::get<I>(bad) = "a\xC0\x80";
      expect(f, bad, KITH_INVALID_ARGUMENT, KITH_REASON_BAD_UTF8, name);
    }
    if constexpr (std::is_same_v<T, int32_t>) {
      if (dates_.count(name)) {
        for (const int32_t day : {INT32_MIN, -208189, 2932897, INT32_MAX}) {
          Args bad = args;
          std::get<I>(bad) = day;
          expect(f, bad, KITH_INVALID_ARGUMENT, KITH_REASON_DATE_OUT_OF_RANGE, name);
        }
      }
    }
  }
  template <std::size_t I, class F, class Args>
  void vary_struct(F f, Args args, const std::string& name) {
    using T = std::remove_cv_t<std::remove_pointer_t<std::tuple_element_t<I, Args>>>;
    if constexpr (Sized<T>) {
      for (const int32_t size : {0, 3, -1, 4097, INT32_MAX}) {
        T bad_struct{};
        bad_struct.struct_size = size;
        Args bad = args;
        std::get<I>(bad) = &bad_struct;
        expect(f, bad, KITH_INVALID_ARGUMENT, KITH_REASON_BAD_STRUCT_SIZE, name);
      }
      if constexpr (std::is_const_v<
                        std::remove_pointer_t<std::tuple_element_t<I, Args>>>) {
        alignas(16) static char longer[4096];
        std::memset(longer, 0, sizeof longer);
        if (std::get<I>(args) != nullptr)
          std::memcpy(longer, std::get<I>(args), sizeof(T));
        const int32_t size = sizeof longer;
        std::memcpy(longer, &size, sizeof size);
        longer[4095] = 1;
        Args bad = args;
        std::get<I>(bad) = reinterpret_cast<const T*>(longer);
        expect(f, bad, KITH_UNIMPLEMENTED, KITH_REASON_BAD_STRUCT_SIZE, name);
      }
    }
  }

  template <class Args, class Do>
  static void each_output(Args& args, Do action) {
    const auto one = [&](auto& a) {
      using T = std::remove_reference_t<decltype(a)>;
      if constexpr (std::is_same_v<T, kith_error**>) {
        return;
      } else if constexpr (IsHandleOut<T>::value) {
        if (a != nullptr) action(*a);
      } else if constexpr (std::is_same_v<T, kith_buffer*> ||
                           std::is_same_v<T, ArrowSchema*> ||
                           std::is_same_v<T, ArrowArray*>) {
        if (a != nullptr) action(*a);
      }
    };
    std::apply([&](auto&... a) { (one(a), ...); }, args);
  }
  template <class T>
  static void spoil(T*& out) {
    out = reinterpret_cast<T*>(std::uintptr_t{8});
  }
  static void spoil(kith_buffer& out) {
    out = {reinterpret_cast<const uint8_t*>(std::uintptr_t{8}), 8, nullptr};
  }
  template <class T>
  static bool is_zero(T* out) {
    return out == nullptr;
  }
  static bool is_zero(const kith_buffer& b) { return b.data == nullptr && b.size == 0; }
  static void spoil(ArrowSchema&) {}
  static void spoil(ArrowArray&) {}
  static bool is_zero(const ArrowSchema& s) { return s.release == nullptr; }
  static bool is_zero(const ArrowArray& a) { return a.release == nullptr; }

  template <class F, class Args>
  void expect(F f, Args args, kith_status status, int32_t reason,
              const std::string& field) {
    const std::string where = name_ + "(" + field + ")";
    for (const bool with_error : {true, false}) {
      each_output(args, [](auto& out) { spoil(out); });
      kith_error* error = nullptr;
      std::get<std::tuple_size_v<Args> - 1>(args) = with_error ? &error : nullptr;
      EXPECT_EQ(std::apply(f, args), status)
          << where << ": " << str(kith_error_message(error));
      if (with_error) {
        EXPECT_EQ(kith_error_status(error), status) << where;
        EXPECT_EQ(kith_error_reason(error), reason)
            << where << ": " << str(kith_error_message(error));
        EXPECT_EQ(str(kith_error_field(error)), field) << where;
      }
      kith_error_free(error);
      if (status == KITH_OK) {
        each_output(args, [](auto& out) { end(out); });
      } else {
        each_output(args, [&](auto& out) { EXPECT_TRUE(is_zero(out)) << where; });
      }
    }
  }

  std::map<std::string, Names> declared_;
  std::set<std::string> done_;
  std::set<std::string> spare_;
  std::set<std::string> dates_;
  std::string name_;
};

TEST(CapiMatrix, EveryArgumentOfEveryFunction) {
  Matrix check;
  const Folder folder;
  kith_document* document = nullptr;
  kith_calendar* calendar = nullptr;
  kith_table* table = nullptr;
  kith_table* warnings = nullptr;
  kith_batch* batch_out = nullptr;
  kith_book* book_out = nullptr;
  kith_view* view_out = nullptr;
  kith_buffer buffer{};

  const Document tier = default_document(KITH_DOCUMENT_TIER);
  const std::string json = str(kith_document_json(tier.get()));
  check("kith_document_parse", kith_document_parse, {}, {}, json.c_str(), -1, &document);
  check("kith_document_default", kith_document_default, {}, {}, KITH_DOCUMENT_TIER,
        &document);
  check("kith_document_check", kith_document_check, {}, {}, json.c_str(), -1, &table);

  kith_calendar* c = nullptr;
  KIT_OK(kith_calendar_create(nullptr, &c, error));
  const Calendar china(c);
  const int32_t days[] = {kDay};
  const int32_t n[] = {1};
  int32_t out[1];
  uint8_t provisional[1];
  check("kith_calendar_create", kith_calendar_create, {"document"}, {}, nullptr,
        &calendar);
  check("kith_calendar_add", kith_calendar_add, {"out_provisional"}, {}, c, days, n, 1,
        out, provisional);
  check("kith_calendar_count", kith_calendar_count, {"out_provisional"}, {}, c, days,
        days, 1, out, provisional);
  const int32_t owners[] = {0};
  int64_t listed[2];
  int32_t due_days[2];
  int32_t sizes[1];
  check("kith_calendar_due_lists", kith_calendar_due_lists, {"out_due"}, {"as_of"}, c,
        days, n, owners, n, 1, 1, kDay, 2, listed, due_days, sizes);
  check("kith_calendar_days", kith_calendar_days, {}, {"first", "last"}, c, kDay, kDay,
        &table);
  kith_clock* clock_out = nullptr;
  check("kith_clock_create", kith_clock_create, {}, {}, c, "{}", -1, &clock_out);
  KIT_OK(kith_clock_create(c, "{}", -1, &clock_out, error));
  const std::unique_ptr<kith_clock, decltype(&kith_clock_free)> clock(clock_out,
                                                                      kith_clock_free);
  clock_out = nullptr;
  const int64_t early[] = {kDay * int64_t{86'400'000'000}};
  const int64_t late[] = {(kDay + 1) * int64_t{86'400'000'000}};
  int64_t minutes[1];
  kith_target target = KITH_TARGET_INIT;
  check("kith_clock_elapsed", kith_clock_elapsed, {"out_provisional"}, {}, clock.get(),
        early, late, 1, minutes, provisional);
  check("kith_clock_target", kith_clock_target, {}, {}, clock.get(), early[0], 60, early,
        late, 1, late[0], &target);
  const Table jobs(plan_jobs(kDay).take(nullptr)), slots(plan_slots(kDay).take(nullptr)),
      caps(plan_caps(kDay).take(nullptr));
  const kith_plan_options planning = KITH_PLAN_OPTIONS_INIT;
  kith_table* places = nullptr;
  check("kith_plan_days", kith_plan_days, {"caps", "options", "places"}, {"today"},
        jobs.get(), slots.get(), caps.get(), c, kDay, &planning, &table, &places);
  const kith_string_view files[] = {sv("date,kind,name\n2027-10-01,off,x\n")};
  check("kith_calendar_import_pack", kith_calendar_import_pack,
        {"source", "version", "warnings"}, {}, KITH_PACK_CSV, files, 1, "cn", -1, "s", -1,
        "v", -1, &document, &warnings);

  const Batch facts = small_batch();
  const char person[] =
      R"({"fact":"person","source":"t","key":"p","day":"2023-01-01","person":"li","day_capacity":2})";
  const char merge[] =
      R"({"fact":"merge","source":"t","key":"m","day":"2023-01-01","kept":"zz","merged":"tt"})";
  KIT_OK(kith_batch_add_json(facts.get(), person, -1, 0, nullptr, error));
  KIT_OK(kith_batch_add_json(facts.get(), merge, -1, 0, nullptr, error));
  const View over_batch = view_over(facts);
  kith_table* t = nullptr;
  KIT_OK(kith_view_customers(over_batch.get(), nullptr, &t, error));
  const Table customers(t);
  ArrowSchema schema{};
  ArrowArray array{};
  int64_t count = 0;
  int32_t columns = 0;
  kith_column column = KITH_COLUMN_INIT;
  kith_column_info info = KITH_COLUMN_INFO_INIT;
  const kith_csv_options csv_options = KITH_CSV_OPTIONS_INIT;
  const kith_table* tables[] = {t};
  check("kith_table_from_arrow", kith_table_from_arrow, {}, {}, &schema, &array, &table);
  check("kith_table_shape", kith_table_shape, {"rows", "columns"}, {}, t, &count,
        &columns);
  check("kith_table_column", kith_table_column, {}, {}, t, "customer_key", -1, &column);
  check("kith_table_column_info", kith_table_column_info, {}, {}, t, 0, &info);
  check("kith_table_to_csv", kith_table_to_csv, {"options"}, {}, t, &csv_options,
        &buffer);
  check("kith_table_concat", kith_table_concat, {}, {}, tables, 1, &table);
  check("kith_table_to_arrow", kith_table_to_arrow, {}, {}, t, &schema, &array);

  const Batch b = batch();
  const kith_batch_options batch_options = KITH_BATCH_OPTIONS_INIT;
  const kith_touch one = touch("yy", "m1", kDay);
  kith_stage stage = KITH_STAGE_INIT;
  stage.customer = sv("yy");
  stage.source = sv("test");
  stage.key = sv("s1");
  stage.deal = sv("d1");
  stage.stage = sv("needs");
  const Table no_facts = [] {
    kith_table* none = nullptr;
    ArrowSchema s{"+s", "", nullptr, 0, 0, nullptr, nullptr, nullptr, nullptr};
    ArrowArray a{0, 0, 0, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr};
    s.release = [](ArrowSchema* x) { x->release = nullptr; };
    a.release = [](ArrowArray* x) { x->release = nullptr; };
    KIT_OK(kith_table_from_arrow(&s, &a, &none, error));
    return Table(none);
  }();
  check("kith_batch_create", kith_batch_create, {"options"}, {}, &batch_options,
        &batch_out);
  check("kith_batch_add_table", kith_batch_add_table, {"added"}, {}, b.get(),
        KITH_FACT_TOUCH, no_facts.get(), 0, &count);
  check("kith_batch_adopt", kith_batch_adopt, {"source", "key"}, {"effective_day"},
        b.get(), tier.get(), kDay, "s", -1, "k", -1, 0);
  check("kith_batch_add_touch", kith_batch_add_touch, {}, {}, b.get(), &one);
  kith_touch push = KITH_TOUCH_INIT;
  push.source = sv("s");
  push.key = sv("campaign");
  push.day = kDay;
  const kith_string_view reached = sv("yy");
  check("kith_batch_add_campaign", kith_batch_add_campaign, {}, {}, b.get(), &push,
        &reached, 1);
  check("kith_batch_retract_campaign", kith_batch_retract_campaign, {}, {"day"}, b.get(),
        "s", -1, "campaign", -1, &reached, 1, kDay, 0);
  check("kith_batch_add_stage", kith_batch_add_stage, {}, {}, b.get(), &stage);
  const char* fact =
      R"({"fact":"tag","customer":"yy","source":"s","key":"j","day":"2023-10-20","tag":"x"})";
  check("kith_batch_add_json", kith_batch_add_json, {"added"}, {}, b.get(), fact, -1, 0,
        &count);
  check("kith_batch_add_words", kith_batch_add_words, {}, {}, b.get(),
        "0123456789abcdef0123456789abcdef", -1, "words", -1);
  check("kith_batch_facts", kith_batch_facts, {}, {}, b.get(), &table);
  check("kith_batch_words", kith_batch_words, {}, {}, b.get(), &table);
  check("kith_batch_append", kith_batch_append, {}, {}, b.get(), facts.get());

  const Book book = new_book(folder.file("b.kith"));
  const std::string path = folder.file("b.kith");
  const kith_book_options book_options = KITH_BOOK_OPTIONS_INIT;
  const kith_record_options record_options = KITH_RECORD_OPTIONS_INIT;
  kith_record_result result = KITH_RECORD_RESULT_INIT;
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  check("kith_book_open", kith_book_open, {"options"}, {}, path.c_str(), -1,
        &book_options, &book_out);
  check("kith_book_record", kith_book_record, {"options", "result", "report"}, {},
        book.get(), facts.get(), kNow, &record_options, &result, &table);
  check("kith_book_info", kith_book_info, {}, {}, book.get(), &summary);
  check("kith_book_check", kith_book_check, {}, {}, book.get());
  check("kith_book_rebuild", kith_book_rebuild, {"progress", "user_data", "differed"}, {},
        book.get(), nullptr, nullptr, &count);
  check("kith_book_catch_up", kith_book_catch_up, {}, {}, book.get(), 1, &count);
  check("kith_book_watermark", kith_book_watermark, {}, {}, book.get(), "s", -1, &count);
  const kith_erase_options erase = KITH_ERASE_OPTIONS_INIT;
  kith_erase_result erased = KITH_ERASE_RESULT_INIT;
  kith_audit_record audited = KITH_AUDIT_RECORD_INIT;
  audited.question = {"letter", -1};
  const kith_audit_record* told = &audited;
  const kith_audit_options audit = KITH_AUDIT_OPTIONS_INIT;
  check("kith_book_erase", kith_book_erase, {"options"}, {}, book.get(), kNow, &erase,
        &erased);
  check("kith_book_backups", kith_book_backups, {}, {}, book.get(), &table);
  check("kith_book_record_audit", kith_book_record_audit, {}, {}, book.get(), told);
  check("kith_book_audit", kith_book_audit, {"options"}, {}, book.get(), &audit, &table);

  const kith_settings settings = KITH_SETTINGS_INIT;
  const kith_view_options view_options = KITH_VIEW_OPTIONS_INIT;
  int32_t day = 0;
  check("kith_view_open", kith_view_open, {"options"}, {}, book.get(), &view_options,
        &view_out);
  check("kith_view_open_over_batch", kith_view_open_over_batch, {"settings", "options"},
        {}, facts.get(), &settings, &view_options, &view_out);

  const Batch book_facts = documents();
  const Rules rules = rules_of(book_facts);
  const State state = built(rules, "yy", facts);
  Batch later = batch();
  const kith_touch next = touch("yy", "t9", kDay);
  KIT_OK(kith_batch_add_touch(later.get(), &next, error));
  KIT_OK(kith_state_to_bytes(state.get(), &buffer, error));
  const std::string kept(reinterpret_cast<const char*>(buffer.data),
                         static_cast<std::size_t>(buffer.size));
  kith_buffer_free(&buffer);
  kith_rules* rules_out = nullptr;
  kith_state* state_out = nullptr;
  kith_state_summary state_summary = KITH_STATE_SUMMARY_INIT;
  const kith_state* states[] = {state.get()};
  kith_view_options of_day = KITH_VIEW_OPTIONS_INIT;
  of_day.has_as_of = 1;
  of_day.as_of = kDay;
  const kith_view_options* looked_from = &of_day;
  check("kith_rules_create", kith_rules_create, {"settings"}, {}, book_facts.get(),
        &settings, &rules_out);
  check("kith_state_build", kith_state_build, {}, {}, rules.get(), "yy", -1, facts.get(),
        &state_out);
  check("kith_state_fold", kith_state_fold, {}, {}, state.get(), later.get(), &state_out);
  check("kith_state_from_bytes", kith_state_from_bytes, {}, {}, rules.get(),
        reinterpret_cast<const uint8_t*>(kept.data()), static_cast<int64_t>(kept.size()),
        &state_out);
  check("kith_state_to_bytes", kith_state_to_bytes, {}, {}, state.get(), &buffer);
  check("kith_state_info", kith_state_info, {}, {}, state.get(), &state_summary);

  const kith_list_options list = KITH_LIST_OPTIONS_INIT;
  const kith_due_options due = KITH_DUE_OPTIONS_INIT;
  const kith_overdue_options overdue = KITH_OVERDUE_OPTIONS_INIT;
  const kith_day_plan_options day_plan = KITH_DAY_PLAN_OPTIONS_INIT;
  const kith_feasibility_options feasibility = KITH_FEASIBILITY_OPTIONS_INIT;
  kith_simulate_options simulate = KITH_SIMULATE_OPTIONS_INIT;
  simulate.days = 3;
  const Document cadence = default_document(KITH_DOCUMENT_CADENCE);
  const kith_milestone_options milestones = KITH_MILESTONE_OPTIONS_INIT;
  const kith_funnel_options funnel = KITH_FUNNEL_OPTIONS_INIT;
  const kith_rates_options rates = KITH_RATES_OPTIONS_INIT;
  const kith_promise_record_options record = KITH_PROMISE_RECORD_OPTIONS_INIT;
  const kith_entry_delay_options delay = KITH_ENTRY_DELAY_OPTIONS_INIT;
  const kith_feed_options feed = KITH_FEED_OPTIONS_INIT;
  const kith_review_options review = KITH_REVIEW_OPTIONS_INIT;
  const kith_pool_options pool = KITH_POOL_OPTIONS_INIT;
  const kith_contact_options contacts = KITH_CONTACT_OPTIONS_INIT;
  const kith_completeness_options complete = KITH_COMPLETENESS_OPTIONS_INIT;
  const kith_card_options card = KITH_CARD_OPTIONS_INIT;
  kith_duplicate_options duplicates = KITH_DUPLICATE_OPTIONS_INIT;
  duplicates.customer = {"yy", -1};
  const kith_string_view one_key = {"yy", -1};
  kith_subject_options subject = KITH_SUBJECT_OPTIONS_INIT;
  subject.customer = {"yy", -1};
  kith_moved_options moved = KITH_MOVED_OPTIONS_INIT;
  moved.known_at = kNow;
  kith_retention_options retention = KITH_RETENTION_OPTIONS_INIT;
  retention.months = 12;
  kith_view* over_book = nullptr;
  KIT_OK(kith_view_open(book.get(), nullptr, &over_book, error));
  const View owned(over_book);
  for (kith_view* v : {over_batch.get(), over_book}) {
    check("kith_view_as_of", kith_view_as_of, {}, {}, v, &day);
    check("kith_view_customers", kith_view_customers, {"options"}, {}, v, &list, &table);
    check("kith_view_due", kith_view_due, {"options"}, {}, v, &due, &table);
    check("kith_view_overdue", kith_view_overdue, {"options"}, {}, v, &overdue, &table);
    check("kith_view_day_plan", kith_view_day_plan, {"options"}, {}, v, "li", -1,
          &day_plan, &table);
    check("kith_view_feasibility", kith_view_feasibility, {"candidate", "options"}, {}, v,
          cadence.get(), &feasibility, &table);
    check("kith_view_simulate", kith_view_simulate, {"options"}, {}, v, cadence.get(),
          &simulate, &table);
    check("kith_view_tiers", kith_view_tiers, {"options"}, {}, v, &list, &table);
    check("kith_view_milestones", kith_view_milestones, {"options"}, {}, v, &milestones,
          &table);
    check("kith_view_funnel", kith_view_funnel, {"options"}, {}, v, &funnel, &table);
    check("kith_view_rates", kith_view_rates, {"options"}, {}, v, &rates, &table);
    check("kith_view_history", kith_view_history, {"options"}, {}, v, "yy", -1, &list,
          &table);
    check("kith_view_field_history", kith_view_field_history, {"options", "field"}, {}, v,
          "yy", -1, "owner", -1, &list, &table);
    check("kith_view_contacts", kith_view_contacts, {"options"}, {}, v, &contacts,
          &table);
    check("kith_view_completeness", kith_view_completeness, {"options"}, {}, v, &complete,
          &table);
    check("kith_view_subject_export", kith_view_subject_export, {}, {}, v, &subject,
          &table);
    check("kith_view_retention", kith_view_retention, {}, {}, v, &retention, &table);
    check("kith_card_html", kith_card_html, {"options"}, {}, v, "yy", -1, &card, &buffer);
    check("kith_view_promises_kept", kith_view_promises_kept, {"options"}, {}, v, &list,
          &table);
    check("kith_view_review_tiers", kith_view_review_tiers, {"decisions", "table"},
          {"effective"}, v, "r1", -1, kDay, 0, &batch_out, &table);
    check("kith_view_pool", kith_view_pool, {"options"}, {}, v, &pool, &table);
    check("kith_view_duplicates", kith_view_duplicates, {}, {}, v, &duplicates, &table);
    check("kith_view_duplicate_pairs", kith_view_duplicate_pairs, {"options"}, {}, v,
          &list, &table);
    check("kith_view_release_pool", kith_view_release_pool, {"decisions", "table"}, {}, v,
          "r1", -1, 0, &batch_out, &table);
    check("kith_view_assign", kith_view_assign, {"decisions", "table"}, {}, v, "r1", -1,
          0, &batch_out, &table);
    check("kith_view_spread", kith_view_spread, {"decisions", "table"}, {}, v, "r1", -1,
          0, &batch_out, &table);
    check("kith_view_claim", kith_view_claim, {"decisions", "table"}, {}, v, "li", -1,
          &one_key, 1, 0, &batch_out, &table);
    check("kith_view_promise_record", kith_view_promise_record, {"options"}, {}, v,
          &record, &table);
    if (v == over_book) {
      check("kith_view_entry_delay", kith_view_entry_delay, {"options"}, {}, v, &delay,
            &table);
      check("kith_view_moved", kith_view_moved, {}, {}, v, &moved, &table);
    }
    check("kith_view_hand_over", kith_view_hand_over, {"decisions", "table"}, {}, v, "li",
          -1, "r1", -1, 0, &batch_out, &table);
    check("kith_hand_over_html", kith_hand_over_html, {"options"}, {}, v, "li", -1, &card,
          &buffer);
    check("kith_feed_ical", kith_feed_ical, {"options"}, {}, v, &feed, &buffer);
    const kith_case_options cases = KITH_CASE_OPTIONS_INIT;
    const kith_at_risk_options at_risk = KITH_AT_RISK_OPTIONS_INIT;
    check("kith_view_cases", kith_view_cases, {"options"}, {}, v, &cases, &table);
    check("kith_view_at_risk", kith_view_at_risk, {"options"}, {}, v, &at_risk, &table);
    check("kith_view_merge", kith_view_merge, {"reason", "decisions", "table"}, {}, v,
          "yy", -1, "zz", -1, "same", -1, 0, &batch_out, &table);
    check("kith_view_unmerge", kith_view_unmerge, {"decisions", "table"}, {}, v, "tt", -1,
          0, &batch_out, &table);
    check("kith_review_html", kith_review_html, {"options"}, {}, v, &review, &buffer);
  }

  const char sheet[] = "客户名称,负责人\nYY制造集团,李*\n";
  const auto* bytes = reinterpret_cast<const uint8_t*>(sheet);
  const int64_t size = sizeof sheet - 1;
  kith_import_options import = KITH_IMPORT_OPTIONS_INIT;
  import.now = kNow;
  const kith_import_options* how = &import;
  check("kith_batch_import", kith_batch_import, {}, {}, b.get(), bytes, size, "a.csv", -1,
        how, &table);
  check("kith_book_import", kith_book_import, {"result", "report"}, {}, book.get(), bytes,
        size, "a.csv", -1, how, &result, &table);

  // Without options there is no day, and that is missing_value.
  check("kith_view_open_over_states", kith_view_open_over_states, {"options", "words"},
        {}, rules.get(), states, int64_t{1}, facts.get(), looked_from, &view_out);

  EXPECT_EQ(check.missing(), std::set<std::string>{"kith_book_backup"})
      << "backup succeeds once a path: below";
  kith_error* error = nullptr;
  const std::string copy = folder.file("copy.kith");
  EXPECT_EQ(kith_book_backup(nullptr, copy.c_str(), -1, &error), KITH_INVALID_ARGUMENT);
  EXPECT_EQ(str(kith_error_field(error)), "book");
  kith_error_free(error);
  EXPECT_EQ(kith_book_backup(book.get(), nullptr, -1, &error), KITH_INVALID_ARGUMENT);
  EXPECT_EQ(str(kith_error_field(error)), "path");
  kith_error_free(error);
  EXPECT_EQ(kith_book_backup(book.get(), "\xff", -1, &error), KITH_INVALID_ARGUMENT);
  EXPECT_EQ(kith_error_reason(error), KITH_REASON_BAD_UTF8);
  kith_error_free(error);
  EXPECT_EQ(kith_book_backup(book.get(), copy.c_str(), -1, nullptr), KITH_OK);
  EXPECT_EQ(kith_book_backup(book.get(), copy.c_str(), -1, nullptr), KITH_ALREADY_EXISTS);
}

}  // namespace
