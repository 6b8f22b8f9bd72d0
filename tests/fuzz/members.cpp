// Structs and plain arguments with any numbers and texts: touches, stages, adoptions,
// options of questions.
#include "fuzz/books.hpp"

using namespace kith::fuzz;

namespace {

/// Mostly near the facts of the batch, now and then anything.
std::int32_t day_of(Pieces& in) {
  const std::uint8_t how = in.byte();
  return how > 250 ? in.number<std::int32_t>() : kDay - 400 + how * 3;
}

kith_string_view word(Pieces& in) {
  const std::string_view text = in.text();
  kith_string_view out = view(text);
  if (text.empty()) out.data = nullptr;
  return out;
}

kith_string_view word_or(Pieces& in, std::string_view otherwise) {
  const kith_string_view out = word(in);
  return out.size == 0 ? view(otherwise) : out;
}

bool add_touch(Pieces& in, kith_batch* batch) {
  kith_touch t = KITH_TOUCH_INIT;
  t.day = day_of(in);
  t.has_at = in.byte() % 5 == 0;
  t.at = t.has_at != 0 ? in.number<std::int64_t>() : 0;
  t.recorded = kNow;
  t.revision = static_cast<std::int8_t>(in.byte());
  t.channel = in.byte() % 9 - 1;
  t.level = in.byte() % 5 - 1;
  t.outcome = in.byte() % 5 - 1;
  t.opening = in.byte() % 3;
  t.campaign = in.byte() % 3;
  t.customer = word_or(in, "yy");
  t.source = word_or(in, "fuzz");
  t.key = word_or(in, "k");
  t.author = word(in);
  t.purpose = word(in);
  t.actor = word(in);
  t.contact = word(in);
  t.content = word(in);
  t.feedback = word(in);
  const bool added = WELL(kith_batch_add_touch(batch, &t, error));
  const kith_string_view customers[] = {t.customer, view(std::string_view("zz"))};
  t.customer = word(in);  // a campaign names none
  WELL(kith_batch_add_campaign(batch, &t, customers, in.byte() % 4, error));
  WELL(kith_batch_retract_campaign(batch, t.source.data, t.source.size, t.key.data,
                                   t.key.size, customers, in.byte() % 3, t.day, kNow,
                                   error));
  return added;
}

bool add_stage(Pieces& in, kith_batch* batch) {
  kith_stage s = KITH_STAGE_INIT;
  s.day = day_of(in);
  s.recorded = kNow;
  s.revision = static_cast<std::int8_t>(in.byte());
  s.end = in.byte() % 6 - 1;
  s.customer = word_or(in, "yy");
  s.source = word_or(in, "fuzz");
  s.key = word_or(in, "s");
  s.deal = word_or(in, "d1");
  s.stage = word(in);
  s.reason = word(in);
  return WELL(kith_batch_add_stage(batch, &s, error));
}

void adopt(Pieces& in, kith_batch* batch) {
  kith_document* made = nullptr;
  if (!WELL(kith_document_default(in.byte() % 6, &made, error))) return;
  const CDocument document(made);
  const kith_string_view source = word(in);
  const kith_string_view key = word(in);
  WELL(kith_batch_adopt(batch, made, day_of(in), source.data, source.size, key.data,
                        key.size, kNow, error));
}

void ask_with_options(Pieces& in, const kith_view* over) {
  kith_table* table = nullptr;
  const auto closing = [&] { kith_table_free(table), table = nullptr; };
  kith_due_options due = KITH_DUE_OPTIONS_INIT;
  due.hide_kept = in.byte() % 3;
  due.limit = static_cast<std::int8_t>(in.byte());
  due.owner = word(in);
  due.customer = word(in);
  due.with_snoozed = in.byte() % 3;
  due.with_context = in.byte() % 3;
  if (WELL(kith_view_due(over, &due, &table, error))) cells(table);
  closing();
  kith_milestone_options milestones = KITH_MILESTONE_OPTIONS_INIT;
  milestones.with_closed = in.byte() % 3;
  milestones.owner = word(in);
  if (WELL(kith_view_milestones(over, &milestones, &table, error))) cells(table);
  closing();
  kith_funnel_options funnel = KITH_FUNNEL_OPTIONS_INIT;
  funnel.has_period = in.byte() % 2;
  funnel.period_first = day_of(in);
  funnel.period_last = day_of(in);
  funnel.by_owner = in.byte() % 2;
  funnel.pipeline = word(in);
  if (WELL(kith_view_funnel(over, &funnel, &table, error))) cells(table);
  closing();
  kith_rates_options rates = KITH_RATES_OPTIONS_INIT;
  rates.has_period = in.byte() % 2;
  rates.period_first = day_of(in);
  rates.period_last = day_of(in);
  rates.by_owner = in.byte() % 2;
  rates.churn_days = in.number<std::int16_t>();
  if (WELL(kith_view_rates(over, &rates, &table, error))) {
    kith_column column = KITH_COLUMN_INIT;
    const kith_string_view name = word(in);
    WELL(kith_table_column(table, name.data, name.size, &column, error));
  }
  closing();
  const kith_string_view customer = word_or(in, "yy");
  if (WELL(kith_view_history(over, customer.data, customer.size, nullptr, &table, error)))
    cells(table);
  closing();
  const kith_string_view run = word_or(in, "run");
  kith_batch* decisions = nullptr;
  WELL(kith_view_review_tiers(over, run.data, run.size, day_of(in), kNow, &decisions,
                              nullptr, error));
  kith_batch_free(decisions);
}

void ask_book(Pieces& in, const kith_batch* batch) {
  const std::string path = book_path();
  remove_book(path);
  {
    const CBook book = open_book(path, true);
    kith_record_options options = KITH_RECORD_OPTIONS_INIT;
    options.source = word(in);
    options.position = options.source.size > 0 ? in.number<std::int64_t>() : 0;
    options.skip_refused = in.byte() % 2;
    const bool recorded = WELL(
        kith_book_record(book.get(), batch, kNow, &options, nullptr, nullptr, error));
    std::int64_t position = -2;
    if (recorded && options.source.size > 0) {
      LAW(WELL(kith_book_watermark(book.get(), options.source.data, options.source.size,
                                   &position, error)));
      LAW(position == options.position);
    }
    const kith_string_view sheet = word(in);
    kith_import_options how = KITH_IMPORT_OPTIONS_INIT;
    how.now = kNow;
    if (in.byte() % 2 != 0) how.actor = word_or(in, "li");
    WELL(kith_book_import(book.get(), reinterpret_cast<const std::uint8_t*>(sheet.data),
                          sheet.size, "a.csv", -1, &how, nullptr, nullptr, error));
    kith_view* over = nullptr;
    if (WELL(kith_view_open(book.get(), nullptr, &over, error))) {
      const CView closing(over);
      ask_with_options(in, over);
    }
  }
  remove_book(path);
}

}  // namespace

KITH_FUZZ_TARGET(members) {
  Pieces in(bytes);
  const std::uint8_t how = in.byte();
  const CBatch batch = small_batch();
  for (std::uint8_t i = 0; i < how % 16; ++i) {
    if ((how & 16) != 0) adopt(in, batch.get());
    add_touch(in, batch.get());
    add_stage(in, batch.get());
  }
  kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
  cut.has_as_of = (how & 32) != 0;
  if (cut.has_as_of != 0) cut.as_of = day_of(in);
  if ((how & 128) != 0) cut.actor = word_or(in, "li");
  kith_view* over = nullptr;
  if (WELL(kith_view_open_over_batch(batch.get(), nullptr, &cut, &over, error))) {
    const CView closing(over);
    ask_all(over);
    ask_with_options(in, over);
  }
  if ((how & 64) != 0) ask_book(in, batch.get());
}
