/* The document's story in C99: two sheets in, tiers with reasons, the day's follow-ups
 * out.
 *
 *   story_c <folder with the sheets> [book file]
 *
 * With a book file everything is recorded in it; without one the same answers come from
 * facts in memory. Both print the same lines as examples/cpp/story.cpp and
 * examples/python/story.py.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kith/kith.h"

#define START 19631                   /* 2023-10-01 */
#define TODAY 19656                   /* 2023-10-26 */
#define NOW INT64_C(1698282000000000) /* 2023-10-26T09:00:00+08:00 */

/* Every failure ends the program with the library's own words. The error comes by
 * address: an argument may be read before the call beside it has set it. */
static void check(kith_status status, kith_error** error) {
  if (status == KITH_OK) return;
  kith_string_view message = kith_error_message(*error);
  kith_string_view field = kith_error_field(*error);
  fprintf(stderr, "%.*s%s%.*s\n", (int)message.size, message.data,
          field.size > 0 ? " at " : "", (int)field.size, field.data);
  kith_error_free(*error);
  exit(1);
}

static uint8_t* read_file(const char* folder, const char* name, int64_t* size) {
  char path[1024];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE* file = fopen(path, "rb");
  if (file == NULL) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  *size = ftell(file);
  rewind(file);
  uint8_t* bytes = malloc((size_t)*size + 1);
  if (bytes == NULL || fread(bytes, 1, (size_t)*size, file) != (size_t)*size) exit(1);
  fclose(file);
  return bytes;
}

/* ---- cells ---- */

static void print_date(int32_t days) {
  int64_t z = (int64_t)days + 719468; /* days since 0000-03-01, proleptic Gregorian */
  int64_t era = z / 146097, doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  int64_t month = mp < 10 ? mp + 3 : mp - 9;
  printf("%04" PRId64 "-%02" PRId64 "-%02" PRId64, yoe + era * 400 + (month <= 2), month,
         doy - (153 * mp + 2) / 5 + 1);
}

static int has_value(const kith_column* c, int64_t row) {
  return c->validity == NULL || (c->validity[row / 8] >> (row % 8) & 1);
}

static void print_value(const kith_column* c, int64_t row) {
  if (!has_value(c, row)) return;
  if (c->type == KITH_COLUMN_TEXT) {
    const int32_t from = c->offsets[row], to = c->offsets[row + 1];
    printf("%.*s", (int)(to - from), (const char*)c->data + from);
  } else if (c->type == KITH_COLUMN_DATE) {
    print_date(((const int32_t*)c->data)[row]);
  } else if (c->type == KITH_COLUMN_INT32) {
    printf("%" PRId32, ((const int32_t*)c->data)[row]);
  } else {
    printf("%" PRId64, ((const int64_t*)c->data)[row]);
  }
}

static kith_column column(const kith_table* table, const char* name) {
  kith_column c = KITH_COLUMN_INIT;
  kith_error* error = NULL;
  check(kith_table_column(table, name, -1, &c, &error), &error);
  return c;
}

static void print_cell(const kith_table* table, const char* name, int64_t row) {
  const kith_column c = column(table, name);
  print_value(&c, row);
}

static int64_t rows_of(const kith_table* table) {
  int64_t rows = 0;
  int32_t columns = 0;
  kith_error* error = NULL;
  check(kith_table_shape(table, &rows, &columns, &error), &error);
  return rows;
}

/* ---- what is printed ---- */

static void print_why(const kith_table* table, int64_t row) {
  printf("\n    ");
  print_cell(table, "why_zh", row);
  printf("\n    ");
  print_cell(table, "why_en", row);
  printf("\n");
}

static void print_due(const kith_view* view) {
  static const char* const columns[] = {"customer",    "stream",     "purpose",
                                        "window_from", "due",        "state",
                                        "overdue_wd",  "credited_by"};
  kith_table* due = NULL;
  kith_error* error = NULL;
  check(kith_view_due(view, NULL, &due, &error), &error);
  printf("# Follow-ups on 2023-10-26\n");
  for (int i = 0; i < 8; ++i) printf("%s%s", i == 0 ? "" : ",", columns[i]);
  printf("\n");
  for (int64_t row = 0; row < rows_of(due); ++row) {
    for (int i = 0; i < 8; ++i) {
      if (i > 0) printf(",");
      print_cell(due, columns[i], row);
    }
    print_why(due, row);
  }
  kith_table_free(due);
}

static void print_tiers(const kith_view* view) {
  kith_table* tiers = NULL;
  kith_error* error = NULL;
  check(kith_view_tiers(view, NULL, &tiers, &error), &error);
  printf("# Tiers\n");
  for (int64_t row = 0; row < rows_of(tiers); ++row) {
    print_cell(tiers, "customer", row);
    printf(": ");
    print_cell(tiers, "tier", row);
    printf(" (file ");
    print_cell(tiers, "file_tier", row);
    printf(")");
    print_why(tiers, row);
  }
  kith_table_free(tiers);
}

static void print_report(const char* title, const kith_table* report) {
  const kith_column message = column(report, "message_en");
  printf("# %s\n", title);
  for (int64_t row = 0; row < rows_of(report); ++row) {
    printf("row ");
    print_cell(report, "row", row);
    printf(": ");
    print_cell(report, "outcome", row);
    printf(" ");
    print_cell(report, "customer", row);
    if (has_value(&message, row)) {
      printf(" (");
      print_value(&message, row);
      printf(")");
    }
    printf("\n");
  }
}

/* ---- the two ways ---- */

static kith_batch* defaults(void) {
  kith_batch* batch = NULL;
  kith_error* error = NULL;
  check(kith_batch_create(NULL, &batch, &error), &error);
  for (int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_PIPELINE; ++kind) {
    kith_document* document = NULL;
    check(kith_document_default(kind, &document, &error), &error);
    check(kith_batch_adopt(batch, document, START, NULL, 0, NULL, 0, NOW, &error),
          &error);
    kith_document_free(document);
  }
  return batch;
}

static kith_table* import(kith_batch* batch, kith_book* book, const char* folder,
                          const char* name) {
  kith_import_options options = KITH_IMPORT_OPTIONS_INIT;
  kith_table* report = NULL;
  kith_error* error = NULL;
  int64_t size = 0;
  uint8_t* bytes = read_file(folder, name, &size);
  options.now = NOW;
  if (book != NULL) {
    check(kith_book_import(book, bytes, size, name, -1, &options, NULL, &report, &error),
          &error);
  } else {
    check(kith_batch_import(batch, bytes, size, name, -1, &options, &report, &error),
          &error);
  }
  free(bytes);
  return report;
}

static kith_view* open_view(const kith_batch* batch, kith_book* book) {
  kith_view_options options = KITH_VIEW_OPTIONS_INIT;
  kith_view* view = NULL;
  kith_error* error = NULL;
  options.has_as_of = 1;
  options.as_of = TODAY;
  if (book != NULL) {
    check(kith_view_open(book, &options, &view, &error), &error);
  } else {
    check(kith_view_open_over_batch(batch, NULL, &options, &view, &error), &error);
  }
  return view;
}

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    fprintf(stderr, "usage: story_c <folder with the sheets> [book file]\n");
    return 2;
  }
  kith_error* error = NULL;
  kith_batch* batch = defaults();
  kith_book* book = NULL;
  if (argc == 3) {
    kith_book_options options = KITH_BOOK_OPTIONS_INIT;
    options.create = 1;
    check(kith_book_open(argv[2], -1, &options, &book, &error), &error);
    check(kith_book_record(book, batch, NOW, NULL, NULL, NULL, &error), &error);
  }
  kith_table* first = import(batch, book, argv[1], "table1_customers.csv");
  kith_table* second = import(batch, book, argv[1], "table2_followups.csv");

  kith_view* before = open_view(batch, book);
  kith_batch* decisions = NULL;
  check(
      kith_view_review_tiers(before, "2023-10", -1, START, NOW, &decisions, NULL, &error),
      &error);
  kith_view_close(before);
  if (book != NULL) {
    check(kith_book_record(book, decisions, NOW, NULL, NULL, NULL, &error), &error);
  } else {
    check(kith_batch_append(batch, decisions, &error), &error);
  }

  kith_view* view = open_view(batch, book);
  print_due(view);
  print_tiers(view);
  print_report("Customers", first);
  print_report("Follow-up plan", second);

  kith_view_close(view);
  kith_batch_free(decisions);
  kith_table_free(first);
  kith_table_free(second);
  kith_batch_free(batch);
  kith_book_close(book);
  return 0;
}
