// use.c in C++17 over kith.hpp: the same lines.
#include <iostream>
#include <kith/kith.hpp>

namespace {

constexpr int32_t kToday = 19656;           // 2023-10-26
constexpr int64_t kNow = 1698282000000000;  // 2023-10-26T09:00:00+08:00

kith::Batch facts() {
  kith::Batch batch = kith::Batch::create();
  batch.adopt(kith::Document::default_of(KITH_DOCUMENT_PIPELINE), kToday - 20, kNow);
  kith_touch touch = KITH_TOUCH_INIT;
  kith_stage stage = KITH_STAGE_INIT;
  touch.customer = stage.customer = kith::to_c("YY");
  touch.source = stage.source = kith::to_c("crm");
  touch.recorded = stage.recorded = kNow;
  touch.day = stage.day = kToday - 1;
  touch.key = kith::to_c("t1");
  stage.key = kith::to_c("s1");
  stage.deal = kith::to_c("d1");
  stage.end = KITH_DEAL_WON;
  batch.add_touch(touch);
  batch.add_stage(stage);
  return batch;
}

kith::View view_of(const kith::Batch& batch, char** argv) {
#ifdef WITH_BOOK
  kith_book_options options = KITH_BOOK_OPTIONS_INIT;
  options.create = 1;
  kith::Book book = kith::Book::open(argv[1], options);
  book.record(batch, kNow);
  kith_import_options trial = KITH_IMPORT_OPTIONS_INIT;
  trial.now = kNow;
  trial.dry_run = 1;
  book.import("客户名称,所属行业,负责人\nZZ,IT,li\n", "a.csv", trial);
  kith::View view = kith::View::open(book);
  view.review_html();
  return view;
#else
  (void)argv;
  return kith::View::open(batch);
#endif
}

}  // namespace

int main(int, char** argv) {
  const kith::View view = view_of(facts(), argv);
  std::cout << view.customers().to_csv().text() << view.history("YY").to_csv().text();
  try {
    kith::Document::parse("{\"kind\": 3}");
  } catch (const kith::Error& e) {
    std::cout << kith::reason_name(e.reason()) << " at " << e.field() << "\n";
  }
  return kith::abi_version() == KITH_ABI_VERSION ? 0 : 1;
}
