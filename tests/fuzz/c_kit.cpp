#include "fuzz/c_kit.hpp"

#include <string>

namespace kith::fuzz {

std::string cells(const kith_table* table) {
  kith_buffer csv{};
  if (!WELL(kith_table_to_csv(table, nullptr, &csv, error))) return {};
  std::string out(reinterpret_cast<const char*>(csv.data),
                  static_cast<std::size_t>(csv.size));
  kith_buffer_free(&csv);
  return out;
}

namespace {

/// A calendar of few days: every run compiles the documents, China's has twenty years.
constexpr std::string_view kCalendar =
    R"({"kind":"calendar","schema":1,"id":"cn","weekdays":[1,2,3,4,5],"layers":[
      {"id":"l","from":"2023-01-01","to":"2023-12-31","off":[["2023-10-02","国庆节"]],
       "work":[["2023-10-07","国庆节"]]}]})";

void adopt(kith_batch* batch, kith_document* made) {
  const CDocument document(made);
  LAW(WELL(
      kith_batch_adopt(batch, made, kDay - 298, nullptr, 0, nullptr, 0, kNow, error)));
}

void adopt_documents(kith_batch* batch) {
  kith_document* made = nullptr;
  LAW(WELL(kith_document_parse(kCalendar.data(), std::ssize(kCalendar), &made, error)));
  adopt(batch, made);
  for (std::int32_t kind = KITH_DOCUMENT_TIER; kind <= KITH_DOCUMENT_PIPELINE; ++kind) {
    LAW(WELL(kith_document_default(kind, &made, error)));
    adopt(batch, made);
  }
}

void add_touch(kith_batch* batch, const char* customer, const char* key,
               std::int32_t day) {
  kith_touch t = KITH_TOUCH_INIT;
  t.customer = view(std::string_view(customer));
  t.source = view(std::string_view("fuzz"));
  t.key = view(std::string_view(key));
  t.day = day;
  t.recorded = kNow;
  t.channel = KITH_CHANNEL_PHONE;
  LAW(WELL(kith_batch_add_touch(batch, &t, error)));
}

void add_stage(kith_batch* batch, const char* stage, std::int32_t day) {
  kith_stage s = KITH_STAGE_INIT;
  s.customer = view(std::string_view("yy"));
  s.source = view(std::string_view("fuzz"));
  s.key = view(std::string_view(stage));
  s.deal = view(std::string_view("d1"));
  s.stage = view(std::string_view(stage));
  s.day = day;
  s.recorded = kNow;
  LAW(WELL(kith_batch_add_stage(batch, &s, error)));
}

kith_batch* empty() {
  kith_batch* batch = nullptr;
  LAW(WELL(kith_batch_create(nullptr, &batch, error)));
  return batch;
}

/// With slots, so that days can be planned.
void add_person(kith_batch* batch) {
  const std::string_view json =
      R"({"fact":"person","source":"fuzz","key":"p","day":"2023-01-01","person":"li","day_capacity":2})";
  LAW(WELL(kith_batch_add_json(batch, json.data(), static_cast<std::int64_t>(json.size()),
                               kNow, nullptr, error)));
}

CBatch copy_of(const kith_batch* batch) {
  CBatch out(empty());
  LAW(WELL(kith_batch_append(out.get(), batch, error)));
  return out;
}

}  // namespace

CBatch documents_batch() {
  static kith_batch* const made = [] {
    kith_batch* batch = empty();
    adopt_documents(batch);
    return batch;
  }();
  return copy_of(made);
}

CBatch small_batch() {
  static kith_batch* const made = [] {
    kith_batch* batch = documents_batch().release();
    add_person(batch);
    add_touch(batch, "yy", "t1", kDay - 10);
    add_touch(batch, "zz", "t2", kDay - 3);
    add_stage(batch, "needs_confirmed", kDay - 20);
    add_stage(batch, "proposal_submitted", kDay - 9);
    return batch;
  }();
  return copy_of(made);
}

void ask_all(const kith_view* over) {
  using Ask = kith_status (*)(const kith_view*, kith_table**, kith_error**);
  static constexpr Ask kQuestions[] = {
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_customers(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_due(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_overdue(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_day_plan(v, "li", -1, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_feasibility(v, nullptr, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        static const kith_document* const kCadence = [] {
          kith_document* made = nullptr;
          LAW(WELL(kith_document_default(KITH_DOCUMENT_CADENCE, &made, error)));
          return made;
        }();
        kith_simulate_options options = KITH_SIMULATE_OPTIONS_INIT;
        options.days = 3;
        return kith_view_simulate(v, kCadence, &options, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_tiers(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_milestones(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_funnel(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_rates(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_history(v, "yy", -1, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_field_history(v, "yy", -1, nullptr, 0, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_contacts(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        kith_subject_options o = KITH_SUBJECT_OPTIONS_INIT;
        o.customer = {"yy", -1};
        return kith_view_subject_export(v, &o, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        kith_retention_options o = KITH_RETENTION_OPTIONS_INIT;
        o.months = 1;
        return kith_view_retention(v, &o, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        kith_completeness_options options = KITH_COMPLETENESS_OPTIONS_INIT;
        options.record_days = 90;
        return kith_view_completeness(v, &options, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_promises_kept(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        kith_promise_record_options options = KITH_PROMISE_RECORD_OPTIONS_INIT;
        options.every = KITH_EVERY_WEEK;
        options.by_owner = options.by_tier = options.by_stream = 1;
        return kith_view_promise_record(v, &options, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_entry_delay(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_hand_over(v, "li", -1, "run", -1, kNow, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_review_tiers(v, "run", -1, kDay, kNow, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_pool(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        kith_duplicate_options o = KITH_DUPLICATE_OPTIONS_INIT;
        o.customer = {"yy", -1};
        return kith_view_duplicates(v, &o, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_duplicate_pairs(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_release_pool(v, "run", -1, kNow, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_assign(v, "run", -1, kNow, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_spread(v, "run", -1, kNow, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        const kith_string_view customers[] = {view(std::string_view("yy"))};
        return kith_view_claim(v, "li", -1, customers, 1, kNow, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_cases(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_at_risk(v, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        kith_moved_options o = KITH_MOVED_OPTIONS_INIT;
        o.known_at = kNow - 1;
        return kith_view_moved(v, &o, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_merge(v, "yy", -1, "zz", -1, nullptr, 0, kNow, nullptr, t, e);
      },
      [](const kith_view* v, kith_table** t, kith_error** e) {
        return kith_view_unmerge(v, "zz", -1, kNow, nullptr, t, e);
      },
  };
  for (const Ask ask : kQuestions) {
    kith_table* table = nullptr;
    const bool ok = WELL(ask(over, &table, error));
    const CTable closing(table);
    LAW(ok == (table != nullptr));
    if (ok) cells(table);
  }
  kith_buffer html{};
  if (WELL(kith_review_html(over, nullptr, &html, error))) {
    const std::string_view page(reinterpret_cast<const char*>(html.data),
                                static_cast<std::size_t>(html.size));
    LAW(page.find("<script") == std::string_view::npos);
    kith_buffer_free(&html);
  }
  kith_buffer sheet{};
  if (WELL(kith_hand_over_html(over, "li", -1, nullptr, &sheet, error)))
    kith_buffer_free(&sheet);
  kith_buffer feed{};
  if (WELL(kith_feed_ical(over, nullptr, &feed, error))) {
    const std::string_view file(reinterpret_cast<const char*>(feed.data),
                                static_cast<std::size_t>(feed.size));
    LAW(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    kith_buffer_free(&feed);
  }
  kith_buffer card{};
  if (WELL(kith_card_html(over, "yy", -1, nullptr, &card, error))) {
    const std::string_view page(reinterpret_cast<const char*>(card.data),
                                static_cast<std::size_t>(card.size));
    LAW(page.find("<script") == std::string_view::npos);
    kith_buffer_free(&card);
  }
}

}  // namespace kith::fuzz
