/* A C99 program that uses an installed Kith: facts in memory, two tables out, one error.
 * Built WITH_BOOK it asks the same of a book at argv[1]. Every build prints the same
 * lines. */
#include <kith/kith.h>
#include <stdio.h>
#include <stdlib.h>

#define TODAY 19656                   /* 2023-10-26 */
#define NOW INT64_C(1698282000000000) /* 2023-10-26T09:00:00+08:00 */

/* By address: an argument may be read before the call beside it has set it. */
static void check(kith_status status, kith_error** error) {
  if (status == KITH_OK) return;
  fprintf(stderr, "%.*s\n", (int)kith_error_message(*error).size,
          kith_error_message(*error).data);
  exit(1);
}

static kith_string_view text(const char* s) {
  kith_string_view view = {NULL, -1};
  view.data = s;
  return view;
}

static void print(kith_table* table) {
  kith_buffer csv;
  kith_error* error = NULL;
  check(kith_table_to_csv(table, NULL, &csv, &error), &error);
  printf("%.*s", (int)csv.size, (const char*)csv.data);
  kith_buffer_free(&csv);
  kith_table_free(table);
}

static kith_batch* facts(void) {
  kith_batch* batch = NULL;
  kith_document* document = NULL;
  kith_error* error = NULL;
  kith_touch touch = KITH_TOUCH_INIT;
  kith_stage stage = KITH_STAGE_INIT;
  check(kith_batch_create(NULL, &batch, &error), &error);
  check(kith_document_default(KITH_DOCUMENT_PIPELINE, &document, &error), &error);
  check(kith_batch_adopt(batch, document, TODAY - 20, NULL, 0, NULL, 0, NOW, &error),
        &error);
  kith_document_free(document);
  touch.customer = stage.customer = text("YY");
  touch.source = stage.source = text("crm");
  touch.recorded = stage.recorded = NOW;
  touch.day = stage.day = TODAY - 1;
  touch.key = text("t1");
  stage.key = text("s1");
  stage.deal = text("d1");
  stage.end = KITH_DEAL_WON;
  check(kith_batch_add_touch(batch, &touch, &error), &error);
  check(kith_batch_add_stage(batch, &stage, &error), &error);
  return batch;
}

static void answer(const kith_view* view) {
  kith_table* table = NULL;
  kith_document* document = NULL;
  kith_error* error = NULL;
  check(kith_view_customers(view, NULL, &table, &error), &error);
  print(table);
  check(kith_view_history(view, "YY", -1, NULL, &table, &error), &error);
  print(table);
  if (kith_document_parse("{\"kind\": 3}", -1, &document, &error) == KITH_OK) exit(1);
  printf("%.*s at %.*s\n", (int)kith_reason_name(kith_error_reason(error)).size,
         kith_reason_name(kith_error_reason(error)).data,
         (int)kith_error_field(error).size, kith_error_field(error).data);
  kith_error_free(error);
}

#ifdef WITH_BOOK
/* A sheet in, on trial, and a page out: what draws in the rest of the library. */
static void exchange(kith_book* book, const kith_view* view) {
  static const char sheet[] = "客户名称,所属行业,负责人\nZZ,IT,li\n";
  kith_import_options options = KITH_IMPORT_OPTIONS_INIT;
  kith_buffer page;
  kith_error* error = NULL;
  options.now = NOW;
  options.dry_run = 1;
  check(kith_book_import(book, (const uint8_t*)sheet, (int64_t)sizeof sheet - 1, "a.csv",
                         -1, &options, NULL, NULL, &error),
        &error);
  check(kith_review_html(view, NULL, &page, &error), &error);
  kith_buffer_free(&page);
}
#endif

int main(int argc, char** argv) {
  kith_batch* batch = facts();
  kith_view* view = NULL;
  kith_error* error = NULL;
#ifdef WITH_BOOK
  kith_book_options options = KITH_BOOK_OPTIONS_INIT;
  kith_book* book = NULL;
  options.create = 1;
  if (argc != 2) return 2;
  check(kith_book_open(argv[1], -1, &options, &book, &error), &error);
  check(kith_book_record(book, batch, NOW, NULL, NULL, NULL, &error), &error);
  check(kith_view_open(book, NULL, &view, &error), &error);
  exchange(book, view);
  kith_book_close(book);
#else
  (void)argc;
  (void)argv;
  check(kith_view_open_over_batch(batch, NULL, NULL, &view, &error), &error);
#endif
  answer(view);
  kith_view_close(view);
  kith_batch_free(batch);
  return kith_abi_version() == KITH_ABI_VERSION ? 0 : 1;
}
