// Documents of every kind: kith_document_check() and kith_document_parse() agree, and a
// document that is parsed is what its canonical JSON says.
#include "fuzz/c_kit.hpp"

using namespace kith::fuzz;

KITH_FUZZ_TARGET(document) {
  const auto size = static_cast<std::int64_t>(bytes.size());
  kith_table* table = nullptr;
  const bool checked = WELL(kith_document_check(bytes.data(), size, &table, error));
  const CTable errors(table);
  kith_document* parsed = nullptr;
  const bool valid = WELL(kith_document_parse(bytes.data(), size, &parsed, error));
  const CDocument document(parsed);
  if (checked) {
    std::int64_t rows = -1;
    LAW(WELL(kith_table_shape(errors.get(), &rows, nullptr, error)));
    LAW((rows == 0) == valid);
    cells(errors.get());
  }
  if (!valid) return;
  const kith_string_view json = kith_document_json(document.get());
  LAW(WELL(kith_document_parse(json.data, json.size, &parsed, error)));
  const CDocument again(parsed);
  LAW(view(kith_document_hash(again.get())) == view(kith_document_hash(document.get())));
  LAW(view(kith_document_id(again.get())) == view(kith_document_id(document.get())));
  LAW(view(kith_document_json(again.get())) == view(json));
  kith_batch* batch = nullptr;
  LAW(WELL(kith_batch_create(nullptr, &batch, error)));
  const CBatch adopted(batch);
  if (!WELL(kith_batch_adopt(batch, document.get(), kDay - 300, nullptr, 0, nullptr, 0,
                             kNow, error))) {
    return;
  }
  const CBatch facts = small_batch();  // the new document judges beside the old ones
  LAW(WELL(kith_batch_append(batch, facts.get(), error)));
  kith_view* over = nullptr;
  if (WELL(kith_view_open_over_batch(batch, nullptr, nullptr, &over, error))) {
    const CView closing(over);
    ask_all(over);
  }
  // As one of ours: rights are a document like others.
  const std::string_view li =
      R"({"fact":"person","source":"f","key":"li","day":"2023-01-01","person":"li"})";
  std::int64_t added = 0;
  LAW(WELL(kith_batch_add_json(batch, li.data(), view(li).size, kNow, &added, error)));
  kith_view_options as_li = KITH_VIEW_OPTIONS_INIT;
  as_li.actor = view(std::string_view("li"));
  if (WELL(kith_view_open_over_batch(batch, nullptr, &as_li, &over, error))) {
    const CView closing(over);
    ask_all(over);
  }
}
