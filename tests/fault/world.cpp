#include "world.hpp"
#include "capi/columns.hpp"
#include "source_dir.hpp"

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace fault {

namespace fs = std::filesystem;

void must(kith_status status, kith_error* error, const char* what) {
  if (status == KITH_OK) return;
  std::string message = std::string(what) + ": " + str(kith_error_message(error)) +
                        " at " + str(kith_error_field(error));
  kith_error_free(error);
  throw std::runtime_error(message);
}

// ---- tables --------------------------------------------------------------------------

namespace {

struct ArrowMemory {
  std::vector<std::string> names;
  std::vector<std::string> bytes;
  std::vector<std::vector<std::int32_t>> offsets;
  std::vector<std::vector<const void*>> buffers;
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowArray> arrays;
  std::vector<ArrowSchema*> schema_pointers;
  std::vector<ArrowArray*> array_pointers;
  const void* no_validity[1] = {nullptr};
};

// The children share in their parent's memory, which goes with the later of both structs.
template <class T>
void release(T* s) {
  delete static_cast<std::shared_ptr<ArrowMemory>*>(s->private_data);
  s->release = nullptr;
}
template <class T>
void release_child(T* s) {
  s->release = nullptr;
}

void add_column(ArrowMemory& m, const char* format, std::vector<const void*> buffers,
                std::size_t rows) {
  ArrowSchema schema{};
  schema.format = format;
  schema.name = m.names[m.schemas.size()].c_str();
  schema.release = release_child<ArrowSchema>;
  m.schemas.push_back(schema);
  m.buffers.push_back(std::move(buffers));
  ArrowArray array{};
  array.length = static_cast<std::int64_t>(rows);
  array.n_buffers = static_cast<std::int64_t>(m.buffers.back().size());
  array.buffers = m.buffers.back().data();
  array.release = release_child<ArrowArray>;
  m.arrays.push_back(array);
}

}  // namespace

void text_batch(const TextColumns& columns, std::int32_t day, ArrowSchema* schema,
                ArrowArray* array) {
  auto m = std::make_shared<ArrowMemory>();
  const std::size_t rows = columns.front().second.size();
  for (const auto& [name, values] : columns) {
    m->names.push_back(name);
    auto& offsets = m->offsets.emplace_back(1, 0);
    std::string bytes;
    for (const std::string& value : values) {
      bytes += value;
      offsets.push_back(static_cast<std::int32_t>(bytes.size()));
    }
    m->bytes.push_back(std::move(bytes));
  }
  m->names.emplace_back("day");
  m->offsets.emplace_back(rows, day);
  for (std::size_t i = 0; i < columns.size(); ++i)
    add_column(*m, "u", {nullptr, m->offsets[i].data(), m->bytes[i].data()}, rows);
  add_column(*m, "tdD", {nullptr, m->offsets.back().data()}, rows);
  for (ArrowSchema& s : m->schemas) m->schema_pointers.push_back(&s);
  for (ArrowArray& a : m->arrays) m->array_pointers.push_back(&a);
  *schema = {};
  schema->format = "+s";
  schema->n_children = static_cast<std::int64_t>(m->names.size());
  schema->children = m->schema_pointers.data();
  schema->release = release<ArrowSchema>;
  schema->private_data = new std::shared_ptr<ArrowMemory>(m);
  *array = {};
  array->length = static_cast<std::int64_t>(rows);
  array->n_buffers = 1;
  array->buffers = m->no_validity;
  array->n_children = schema->n_children;
  array->children = m->array_pointers.data();
  array->release = release<ArrowArray>;
  array->private_data = new std::shared_ptr<ArrowMemory>(m);
}

kith_table* text_table(const TextColumns& columns, std::int32_t day) {
  ArrowSchema schema{};
  ArrowArray array{};
  text_batch(columns, day, &schema, &array);
  kith_table* table = nullptr;
  FAULT_MUST(kith_table_from_arrow(&schema, &array, &table, error));
  return table;
}

// ---- files ---------------------------------------------------------------------------

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "kith-fault-XXXXXX").string();
  path_ = mkdtemp(name.data());
}
Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}
std::string Folder::file(const std::string& name) const {
  return (path_ / name).string();
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

kith_book* open_book(const std::string& path, std::int32_t durability, bool create) {
  kith_book_options options = KITH_BOOK_OPTIONS_INIT;
  options.create = create ? 1 : 0;
  options.durability = durability;
  options.busy_ms = -1;
  kith_book* book = nullptr;
  FAULT_MUST(kith_book_open(path.c_str(), -1, &options, &book, error));
  return book;
}

// ---- answers -------------------------------------------------------------------------

std::string csv(const kith_table* table) {
  kith_buffer buffer{};
  FAULT_MUST(kith_table_to_csv(table, nullptr, &buffer, error));
  std::string out(reinterpret_cast<const char*>(buffer.data),
                  static_cast<std::size_t>(buffer.size));
  kith_buffer_free(&buffer);
  return str(kith_table_name(table)) + "\n" + out;
}

std::string bytes_of(const kith_state* state) {
  kith_buffer buffer{};
  FAULT_MUST(kith_state_to_bytes(state, &buffer, error));
  std::string out(reinterpret_cast<const char*>(buffer.data),
                  static_cast<std::size_t>(buffer.size));
  kith_buffer_free(&buffer);
  return out;
}

namespace {

void append_and_free(std::string& out, kith_table* table) {
  out += csv(table);
  kith_table_free(table);
}

std::vector<std::string> customer_keys(const kith_table* customers) {
  kith_column column = KITH_COLUMN_INIT;
  FAULT_MUST(kith_table_column(customers, "customer_key", -1, &column, error));
  std::vector<std::string> keys;
  const auto* bytes = static_cast<const char*>(column.data);
  for (std::int64_t i = 0; i < column.length; ++i)
    keys.emplace_back(bytes + column.offsets[i], bytes + column.offsets[i + 1]);
  return keys;
}

}  // namespace

std::string answers(const kith_view* view) {
  std::string out;
  kith_table* t = nullptr;
  FAULT_MUST(kith_view_customers(view, nullptr, &t, error));
  const std::vector<std::string> keys = customer_keys(t);
  append_and_free(out, t);
  FAULT_MUST(kith_view_due(view, nullptr, &t, error));
  append_and_free(out, t);
  FAULT_MUST(kith_view_tiers(view, nullptr, &t, error));
  append_and_free(out, t);
  FAULT_MUST(kith_view_milestones(view, nullptr, &t, error));
  append_and_free(out, t);
  FAULT_MUST(kith_view_funnel(view, nullptr, &t, error));
  append_and_free(out, t);
  FAULT_MUST(kith_view_rates(view, nullptr, &t, error));
  append_and_free(out, t);
  FAULT_MUST(kith_view_promises_kept(view, nullptr, &t, error));
  append_and_free(out, t);
  for (const std::string& key : keys) {
    try {  // states have no histories, and say so
      FAULT_MUST(kith_view_history(
          view, key.data(), static_cast<std::int64_t>(key.size()), nullptr, &t, error));
      append_and_free(out, t);
    } catch (const std::runtime_error& e) {
      out += e.what();
    }
  }
  return out;
}

std::string answers(kith_book* book) {
  kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
  cut.has_as_of = 1;
  cut.as_of = kDay;
  kith_view* view = nullptr;
  FAULT_MUST(kith_view_open(book, &cut, &view, error));
  std::ostringstream out;
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  FAULT_MUST(kith_book_info(book, &summary, error));
  std::int64_t position = 0;
  FAULT_MUST(kith_book_watermark(book, "outbox", -1, &position, error));
  out << summary.facts << ' ' << summary.customers << ' ' << summary.last_recorded << ' '
      << position << '\n';
  if (summary.facts > 0) out << answers(view);
  kith_view_close(view);
  return out.str();
}

std::string answers(const kith_batch* batch) {
  std::string out = std::to_string(kith_batch_size(batch)) + "\n";
  kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
  cut.has_as_of = 1;
  cut.as_of = kDay;
  kith_view* view = nullptr;
  try {  // a batch may well lack what a question needs
    FAULT_MUST(kith_view_open_over_batch(batch, nullptr, &cut, &view, error));
    out += answers(view);
  } catch (const std::runtime_error& e) {
    out += e.what();
  }
  kith_view_close(view);
  return out;
}

// ---- outputs -------------------------------------------------------------------------

Outputs::~Outputs() {
  kith_document_free(document);
  kith_calendar_free(calendar);
  kith_clock_free(clock);
  kith_table_free(table);
  kith_table_free(second);
  kith_batch_free(batch);
  kith_view_close(view);
  kith_book_close(book);
  kith_rules_free(rules);
  kith_state_free(state);
  kith_buffer_free(&buffer);
  if (schema.release != nullptr) schema.release(&schema);
  if (array.release != nullptr) array.release(&array);
}

bool Outputs::is_zero() const {
  kith_record_result no_result = KITH_RECORD_RESULT_INIT;
  kith_book_summary no_summary = KITH_BOOK_SUMMARY_INIT;
  return document == nullptr && calendar == nullptr && table == nullptr &&
         second == nullptr && batch == nullptr && book == nullptr && view == nullptr &&
         rules == nullptr && state == nullptr && state_summary.facts == 0 &&
         buffer.data == nullptr && buffer.size == 0 && schema.release == nullptr &&
         array.release == nullptr && number == 0 && small == 0 && days[0] == 0 &&
         clock == nullptr && minutes[0] == 0 && target.used_minutes == 0 &&
         column.data == nullptr && info.name.data == nullptr &&
         std::memcmp(&result, &no_result, sizeof result) == 0 &&
         std::memcmp(&summary, &no_summary, sizeof summary) == 0;
}

std::string Outputs::dump() const {
  std::ostringstream out;
  if (document != nullptr) out << str(kith_document_json(document));
  if (calendar != nullptr) {
    kith_table* days_of = nullptr;
    FAULT_MUST(kith_calendar_days(calendar, kDay - 40, kDay + 40, &days_of, error));
    out << csv(days_of);
    kith_table_free(days_of);
  }
  if (clock != nullptr) {
    const std::int64_t from = kDay * kMicrosADay, to = from + 30 * kMicrosADay;
    std::int64_t worked = 0;
    FAULT_MUST(kith_clock_elapsed(clock, &from, &to, 1, &worked, nullptr, error));
    out << worked;
  }
  out << ' ' << minutes[0] << ' ' << minutes[1] << ' ' << target.percent << ' '
      << target.deadline << ' ' << target.used_minutes;
  if (table != nullptr) out << csv(table);
  if (second != nullptr) out << csv(second);
  if (batch != nullptr) out << answers(batch);
  if (book != nullptr) out << answers(book);
  if (view != nullptr) out << answers(view);
  if (rules != nullptr) out << str(kith_rules_fingerprint(rules));
  if (state != nullptr) out << bytes_of(state);
  out.write(reinterpret_cast<const char*>(buffer.data), buffer.size);
  if (schema.release != nullptr) {
    out << schema.n_children << ' ' << array.length;
    for (std::int64_t i = 0; i < schema.n_children; ++i)
      out << schema.children[i]->name << schema.children[i]->format;
  }
  out << ' ' << number << ' ' << small << ' ' << days[0] << ' ' << days[1] << ' '
      << days[2] << int{flags[0]} << int{flags[1]} << int{flags[2]} << ' '
      << result.created << ' ' << result.unchanged << ' ' << result.replaced << ' '
      << result.conflicts << ' ' << result.refused << ' ' << result.states_written << ' '
      << summary.facts << ' ' << summary.customers << ' ' << summary.last_recorded << ' '
      << column.length << ' ' << column.null_count << ' ' << str(text)
      << str(second_text);
  if (state_summary.facts != 0)
    out << state_summary.facts << str(state_summary.customer) << str(state_summary.tier);
  if (info.name.data != nullptr) out << str(info.name) << str(info.meaning);
  return out.str();
}

// ---- what runs start from ------------------------------------------------------------

namespace {

kith_touch touch(const char* customer, const char* key, std::int32_t day) {
  kith_touch t = KITH_TOUCH_INIT;
  t.customer = sv(customer);
  t.source = sv("host");
  t.key = sv(key);
  t.day = day;
  t.channel = KITH_CHANNEL_PHONE;
  t.actor = sv("li");
  return t;
}

kith_stage stage(const char* key, const char* id, std::int32_t day) {
  kith_stage s = KITH_STAGE_INIT;
  s.customer = sv("yy");
  s.source = sv("host");
  s.key = sv(key);
  s.deal = sv("d1");
  s.stage = sv(id);
  s.day = day;
  return s;
}

void add(kith_batch* batch, std::int32_t kind, const TextColumns& columns,
         std::int32_t day) {
  kith_table* table = text_table(columns, day);
  FAULT_MUST(kith_batch_add_table(batch, kind, table, 0, nullptr, error));
  kith_table_free(table);
}

void add(kith_batch* batch, const kith_touch& t) {
  FAULT_MUST(kith_batch_add_touch(batch, &t, error));
}

kith_batch* own_batch(const Shared& s) {
  kith_batch* b = nullptr;
  FAULT_MUST(kith_batch_create(nullptr, &b, error));
  for (std::int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_ENTRY; ++kind)
    FAULT_MUST(kith_batch_adopt(b, s.documents[kind], kDay - 300, nullptr, 0, nullptr, 0,
                                0, error));
  add(b, KITH_FACT_PERSON,
      {{"source", {"host", "host"}},
       {"key", {"p1", "p2"}},
       {"person", {"li", "wang"}},
       {"name", {"李", "王"}},
       {"role", {"account_manager", "account_manager"}},
       {"channel_capacity", {"phone=1|visit=1", "phone=9"}}},
      kDay - 300);
  return b;
}

kith_batch* base_batch(const Shared& s) {
  kith_batch* b = nullptr;
  FAULT_MUST(kith_batch_create(nullptr, &b, error));
  FAULT_MUST(kith_batch_append(b, s.own, error));
  add(b, KITH_FACT_CUSTOMER,
      {{"customer", {"yy", "zz", "ww"}},
       {"source", {"host", "host", "host"}},
       {"key", {"c1", "c2", "c3"}},
       {"name", {"YY制造集团", "ZZ贸易公司", "WW科技有限公司"}},
       {"stage", {"prospect", "active", "lead"}}},
      kDay - 60);
  add(b, KITH_FACT_OWNER,
      {{"customer", {"yy", "zz", "ww"}},
       {"source", {"host", "host", "host"}},
       {"key", {"o1", "o2", "o3"}},
       {"owner", {"li", "li", "wang"}}},
      kDay - 60);
  add(b, KITH_FACT_DEAL,
      {{"customer", {"yy"}},
       {"source", {"host"}},
       {"key", {"d"}},
       {"deal", {"d1"}},
       {"name", {"生产线"}}},
      kDay - 30);
  const kith_stage entered = stage("s1", "needs_confirmed", kDay - 25);
  FAULT_MUST(kith_batch_add_stage(b, &entered, error));
  kith_touch first = touch("yy", "t1", kDay - 20);
  first.content = sv("第一次报价");
  first.feedback = sv("预算需审批");
  add(b, first);
  add(b, touch("zz", "t2", kDay - 12));
  add(b, touch("ww", "t3", kDay - 5));
  add(b, touch("tt", "t8", kDay - 9));  // another record of ww, found since
  add(b, KITH_FACT_MERGE,
      {{"source", {"host"}}, {"key", {"m"}}, {"kept", {"ww"}}, {"merged", {"tt"}}},
      kDay - 4);
  return b;
}

// One of every kind of trouble: the same again, a conflict, other words, a correction, a
// late fact, a fact taken back, a new customer, a new owner, a document.
kith_batch* news_batch(const Shared& s) {
  kith_batch* b = nullptr;
  FAULT_MUST(kith_batch_create(nullptr, &b, error));
  FAULT_MUST(kith_batch_adopt(b, s.documents[KITH_DOCUMENT_TIER], kDay - 1, nullptr, 0,
                              nullptr, 0, 0, error));
  add(b, touch("zz", "t2", kDay - 12));
  add(b, touch("ww", "t3", kDay - 4));
  kith_touch other = touch("yy", "t1", kDay - 20);
  other.content = sv("别的话");
  add(b, other);
  kith_touch better = touch("ww", "t3", kDay - 6);
  better.revision = 1;
  better.feedback = sv("改了一天");
  add(b, better);
  add(b, touch("zz", "t4", kDay - 40));
  kith_touch fresh = touch("nn", "t5", kDay - 1);
  fresh.content = sv("新客户来电");
  add(b, fresh);
  add(b, touch("yy", "t6", kDay - 1));
  add(b, KITH_FACT_RETRACT,
      {{"customer", {"zz"}},
       {"source", {"host"}},
       {"key", {"r1"}},
       {"target_source", {"host"}},
       {"target_key", {"t2"}}},
      kDay);
  add(b, KITH_FACT_OWNER,
      {{"customer", {"zz", "nn"}},
       {"source", {"host", "host"}},
       {"key", {"o4", "o5"}},
       {"owner", {"wang", "li"}}},
      kDay - 1);
  const kith_stage entered = stage("s2", "proposal_submitted", kDay - 2);
  FAULT_MUST(kith_batch_add_stage(b, &entered, error));
  return b;
}

}  // namespace

Shared::Shared() {
  for (std::int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_ENTRY; ++kind)
    FAULT_MUST(kith_document_default(kind, &documents[kind], error));
  FAULT_MUST(kith_calendar_create(nullptr, &china, error));
  FAULT_MUST(kith_clock_create(china, kClockOf2023, -1, &office, error));
  own = own_batch(*this);
  base = base_batch(*this);
  news = news_batch(*this);
  plan_jobs = kit::plan_jobs(kDay).take(nullptr);
  plan_slots = kit::plan_slots(kDay).take(nullptr);
  plan_caps = kit::plan_caps(kDay).take(nullptr);
  touches = text_table({{"customer", {"yy", "zz"}},
                        {"source", {"crm", "crm"}},
                        {"key", {"1", "2"}},
                        {"channel", {"phone", "visit"}},
                        {"content", {"电话", "面谈"}}});
  FAULT_MUST(kith_view_open_over_batch(base, nullptr, nullptr, &view, error));
  kith_view_options as_li = KITH_VIEW_OPTIONS_INIT;
  as_li.actor = sv("li");
  FAULT_MUST(kith_view_open_over_batch(base, nullptr, &as_li, &of_li, error));
  FAULT_MUST(kith_view_customers(view, nullptr, &customers, error));
  FAULT_MUST(kith_rules_create(own, nullptr, &rules, error));
  FAULT_MUST(kith_state_build(rules, "yy", -1, base, &state, error));
  state_bytes = bytes_of(state);
  FAULT_MUST(kith_batch_create(nullptr, &later, error));
  add(later, touch("yy", "t7", kDay));
  sheet_csv =
      bytes_of(kith::test::in_source("examples/data/document/table1_customers.csv"));
  sheet_xlsx =
      bytes_of(kith::test::in_source("examples/data/document/sample_tables.xlsx"));
  tier_json = str(kith_document_json(documents[KITH_DOCUMENT_TIER]));
}

Shared::~Shared() {
  for (kith_document* d : documents) kith_document_free(d);
  kith_clock_free(office);
  kith_calendar_free(china);
  kith_batch_free(own);
  kith_batch_free(base);
  kith_batch_free(later);
  kith_rules_free(rules);
  kith_state_free(state);
  kith_batch_free(news);
  kith_table_free(touches);
  kith_table_free(customers);
  kith_table_free(plan_jobs);
  kith_table_free(plan_slots);
  kith_table_free(plan_caps);
  kith_view_close(of_li);
  kith_view_close(view);
}

World::~World() {
  kith_document_free(document);
  kith_calendar_free(calendar);
  kith_clock_free(clock);
  kith_table_free(table);
  kith_batch_free(batch);
  kith_view_close(view);
  kith_book_close(book);
  kith_rules_free(rules);
  kith_state_free(state);
  kith_error_free(error);
  kith_buffer_free(&buffer);
  if (schema.release != nullptr) schema.release(&schema);
  if (array.release != nullptr) array.release(&array);
}

}  // namespace fault
