/*
 * kith.h: the C interface of Kith, the logic of customer relationships as a library.
 *
 * The whole story in one breath (every status checked in real code):
 *
 *   kith_book *book = NULL;
 *   kith_view *view = NULL;
 *   kith_table *due = NULL;
 *   kith_error *error = NULL;
 *   kith_book_options options = KITH_BOOK_OPTIONS_INIT;
 *   options.create = 1;
 *   kith_book_open("sales.kith", -1, &options, &book, &error);
 *   kith_book_import(book, bytes, size, "a.csv", -1, &import, NULL, NULL, &error);
 *   kith_view_open(book, NULL, &view, &error);
 *   kith_view_due(view, NULL, &due, &error);        ... columns of the morning's list
 *   kith_table_free(due);
 *   kith_view_close(view);
 *   kith_book_close(book);
 *
 * Conventions. They hold for every function below; a function's comment says only what
 * it adds.
 *
 *  1. Status. A function that can fail returns kith_status, KITH_OK (0) or what the
 *     caller can do about it, and takes `kith_error **error` last, which may be NULL. On
 *     failure *error is a new error with message, reason, field and row, to be freed by
 *     kith_error_free(); on success it is NULL. The value that *error had before is not
 *     looked at.
 *  2. Outputs come after inputs. On failure every output is zeroed: a handle is NULL, a
 *     number 0, a view or buffer empty, of a struct all but its struct_size. An output
 *     that may be NULL is said to be optional; any other NULL pointer is
 *     KITH_INVALID_ARGUMENT with KITH_REASON_NULL_ARGUMENT, the field naming it. A
 *     function that failed has changed nothing, unless it says otherwise.
 *  3. Ownership is read from the type. A handle that a function gives out belongs to the
 *     caller, who ends it by the free or close function of its type; ending NULL does
 *     nothing. A kith_buffer is the caller's too. A kith_string_view or a pointer in a
 *     struct given out is borrowed; its comment says for how long. Inputs are borrowed
 *     for the length of the call and copied where they are kept. Nothing here is for the
 *     C library's free().
 *  4. Strings in are (data, size), UTF-8 without U+0000, checked (bad_utf8); size < 0
 *     means that data ends with a zero byte. data may be NULL where an empty string is
 *     allowed. The same holds for kith_string_view as a member of a struct passed in.
 *     Strings out are views whose data is never NULL; they need not end with a zero byte.
 *  5. A date is int32_t days since 1970-01-01, from -208188 (1400-01-01) to 2932896
 *     (9999-12-31), in the zone of the book; beyond that date_out_of_range.
 *  6. An instant is int64_t microseconds since 1970-01-01T00:00:00Z. No function reads a
 *     clock: where the time matters it is an argument.
 *  7. Money is int64_t minor units (CNY: fen) beside an ISO 4217 code of three letters.
 *  8. Threads. A type says whether it is *immutable* (any threads at once), *internally
 *     locked* (any threads; calls take turns) or for *one thread at a time*. Ending a
 *     handle while another thread uses it is never allowed.
 *  9. Structs passed by pointer begin with struct_size, their size as the caller knows
 *     it: begin with the KITH_..._INIT of the type. They only grow at their end. As
 *     input: a NULL pointer means defaults, zero is the default of every member, a
 *     shorter struct is completed by zeros, a longer one is accepted when its tail is
 *     all zero and else unimplemented. As output: no more than struct_size bytes are
 *     written. A struct_size too small to hold itself is bad_struct_size. Members named
 *     `reserved` must be zero.
 * 10. Codes are int32_t with fixed numbers, lists only grow: accept numbers you do not
 *     know. The interface uses int32_t, int64_t, double, uint8_t and char, and no enum,
 *     bool, long or size_t. A flag is 0 or 1.
 * 11. Tables have documented schemas (docs/tables.md) whose columns are looked up by
 *     name, only appended, never retyped.
 * 12. Callbacks run on the calling thread before the call returns, take user_data last,
 *     and stop the call by returning other than 0 (KITH_CANCELLED, nothing changed). They
 *     must not throw, longjmp, or use the book that called them.
 * 13. The library keeps no global state, starts no threads, prints nothing and never ends
 *     the process. There is nothing to initialise.
 * 14. The core library (libkith-core) has all but the groups book, exchange and report,
 *     and kith_view_open().
 */
#ifndef KITH_KITH_H
#define KITH_KITH_H

#include <stdint.h>

#define KITH_VERSION_MAJOR 0
#define KITH_VERSION_MINOR 1
#define KITH_VERSION_PATCH 0
/** Changes only with the soname: a library with another number cannot be used. */
#define KITH_ABI_VERSION 1

#if defined(_WIN32)
#if defined(KITH_BUILDING)
#define KITH_API __declspec(dllexport)
#else
#define KITH_API __declspec(dllimport)
#endif
#else
#define KITH_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
#define KITH_NOEXCEPT noexcept
extern "C" {
#else
#define KITH_NOEXCEPT
#endif

/* ---- Codes ------------------------------------------------------------------------ */

/** What the caller can do about a failure. @since 1.0 */
typedef int32_t kith_status;
#define KITH_OK 0                  /* done */
#define KITH_CANCELLED 1           /* a callback asked to stop; nothing was changed */
#define KITH_INVALID_ARGUMENT 2    /* the input is wrong whatever the state: correct it */
#define KITH_NOT_FOUND 3           /* what was named does not exist */
#define KITH_ALREADY_EXISTS 4      /* same event key, other content */
#define KITH_FAILED_PRECONDITION 5 /* the state forbids it: change the state first */
#define KITH_ABORTED 6             /* lost a race: try again */
#define KITH_OUT_OF_RANGE 7        /* beyond a stated limit */
#define KITH_RESOURCE_EXHAUSTED 8  /* memory, disk, or a limit given by the caller */
#define KITH_UNIMPLEMENTED 9       /* this build or version cannot do it */
#define KITH_INTERNAL 10           /* a broken invariant: a fault of Kith */
#define KITH_UNAVAILABLE 11        /* busy or locked: try again later */
#define KITH_DATA_LOSS 12          /* damaged file or bytes */
#define KITH_PERMISSION_DENIED 13  /* not for this actor, or not for this file */

/** The fine cause of a failure, for programs. @since 1.0 */
#define KITH_REASON_NONE 0              /* no finer cause */
#define KITH_REASON_NULL_ARGUMENT 1     /* a pointer that must not be NULL is */
#define KITH_REASON_BAD_UTF8 2          /* not UTF-8, or holds U+0000 */
#define KITH_REASON_BAD_STRUCT_SIZE 3   /* struct_size, or a member yet reserved */
#define KITH_REASON_DATE_OUT_OF_RANGE 4 /* outside 1400-01-01 to 9999-12-31 */
#define KITH_REASON_BAD_DATE 5          /* no such day, or not written as one */
#define KITH_REASON_BAD_NUMBER 6        /* not a number, or outside its range */
#define KITH_REASON_BAD_MONEY 7         /* not an amount, or not a currency */
#define KITH_REASON_OVERFLOW 8          /* a result beyond int64 */
#define KITH_REASON_UNKNOWN_NAME 9      /* no such member, word, id or code */
#define KITH_REASON_UNKNOWN_COLUMN 10   /* no such column */
#define KITH_REASON_WRONG_TYPE 11       /* another type of value, column or handle */
#define KITH_REASON_MISSING_VALUE 12    /* empty or absent where it is required */
#define KITH_REASON_BAD_SYNTAX 13       /* not written as its format asks */
#define KITH_REASON_TOO_DEEP 14         /* nested deeper than the limit */
#define KITH_REASON_TOO_LARGE 15        /* larger than a stated limit */
#define KITH_REASON_DUPLICATE 16        /* there already */
#define KITH_REASON_CONFLICT 17         /* contradicts what is there */
#define KITH_REASON_BAD_CHECKSUM 18     /* bytes changed since they were written */
#define KITH_REASON_NEWER_VERSION 19    /* written by a newer version */
#define KITH_REASON_TRUNCATED 20        /* bytes end early, or are no such bytes */
#define KITH_REASON_NOT_A_BOOK 21       /* a file that is not a book */
#define KITH_REASON_DAMAGED_BOOK 22     /* a book that is damaged */
#define KITH_REASON_READ_ONLY 23        /* the book, file or folder cannot be written */
#define KITH_REASON_BUSY 24             /* another writer holds the book */
#define KITH_REASON_IO 25               /* the system failed to read or write */
#define KITH_REASON_DISK_FULL 26        /* no room on the disk */
#define KITH_REASON_NO_MEMORY 27        /* memory ran out */
#define KITH_REASON_NO_WORKING_DAY 28   /* the calendar never works */
#define KITH_REASON_NOT_COVERED 29      /* the calendar does not cover the day */
#define KITH_REASON_BOTH_WAYS 30        /* a day listed as both working and off */
#define KITH_REASON_NO_RECORDED 31      /* known_at over facts without recorded times */
#define KITH_REASON_NOT_ADOPTED 32      /* a document adopted but not there */
#define KITH_REASON_CALLBACK 33         /* a callback asked to stop, or used its book */
#define KITH_REASON_FORKED 34           /* the process that opened the book has forked */
#define KITH_REASON_BAD_ENCODING 35     /* neither UTF-8 nor GB18030 */
#define KITH_REASON_UNKNOWN_KIND 36     /* no such kind of document, fact or file */
#define KITH_REASON_AMBIGUOUS 37        /* could mean several */
#define KITH_REASON_BAD_ORDER 38        /* in the wrong order */
#define KITH_REASON_WRONG_THREAD 39     /* a thread that may not use it */
#define KITH_REASON_BAD_DOCUMENT 40     /* a document of another shape */
#define KITH_REASON_MISSING_PART 41  /* a part that is not built in or not in the file */
#define KITH_REASON_NEEDS_HISTORY 42 /* only the customer's whole history can tell */
#define KITH_REASON_OTHER_RULES 43   /* made under other rules */
#define KITH_REASON_NOT_ALLOWED 44   /* beyond what the actor may see or do */
#define KITH_REASON_LEGAL_HOLD 45    /* by law it may not be erased */
#define KITH_REASON_UNDO_CROSSES_ERASURE 46 /* what was erased does not come back */

/** Language of headings and pages. @since 1.0 */
#define KITH_LANGUAGE_CHINESE 0
#define KITH_LANGUAGE_ENGLISH 1

/** Kinds of document. @since 1.0 */
#define KITH_DOCUMENT_CALENDAR 1
#define KITH_DOCUMENT_TIER 2
#define KITH_DOCUMENT_CADENCE 3
#define KITH_DOCUMENT_PIPELINE 4
#define KITH_DOCUMENT_POOL 5
#define KITH_DOCUMENT_ACCESS 6
#define KITH_DOCUMENT_ENTRY 7

/** Kinds of fact; the closed list of docs/tables.md. @since 1.0 */
#define KITH_FACT_CUSTOMER 10
#define KITH_FACT_CUSTOM 15
#define KITH_FACT_CONTACT 20
#define KITH_FACT_CONSENT 25
#define KITH_FACT_OWNER 30
#define KITH_FACT_TAG 40
#define KITH_FACT_TIER 50
#define KITH_FACT_FIRST_DUE 55
#define KITH_FACT_TOUCH 60
#define KITH_FACT_STEP 70
#define KITH_FACT_SNOOZE 75
#define KITH_FACT_STEP_CLOSED 80
#define KITH_FACT_DEAL 90
#define KITH_FACT_STAGE 100
#define KITH_FACT_DEAL_EVENT 110
#define KITH_FACT_ORDER 120
#define KITH_FACT_ORDER_RETURN 130
#define KITH_FACT_RECEIPT 140
#define KITH_FACT_WIN_BACK 150
#define KITH_FACT_HOLD 155
#define KITH_FACT_ERASE 160
#define KITH_FACT_TEAM 190
#define KITH_FACT_PERSON 200
#define KITH_FACT_ABSENCE 210
#define KITH_FACT_MERGE 215
#define KITH_FACT_ADOPT 220
#define KITH_FACT_RUN 230
#define KITH_FACT_RETRACT 250

/** How a touch was made. @since 1.0 */
#define KITH_CHANNEL_UNKNOWN 0
#define KITH_CHANNEL_PHONE 1
#define KITH_CHANNEL_VISIT 2
#define KITH_CHANNEL_VIDEO 3
#define KITH_CHANNEL_MESSAGE 4
#define KITH_CHANNEL_MAIL 5
#define KITH_CHANNEL_PUSH 6

/** Depth of a touch; 0 in kith_touch means ordinary. @since 1.0 */
#define KITH_LEVEL_ORDINARY 1
#define KITH_LEVEL_EXECUTIVE 2

/** What came of a touch; 0 in kith_touch means answered. @since 1.0 */
#define KITH_OUTCOME_ANSWERED 1
#define KITH_OUTCOME_NO_REPLY 2
#define KITH_OUTCOME_DELIVERED 3

/** How a deal ended; open: it did not, it entered a stage. @since 1.0 */
#define KITH_DEAL_OPEN 0
#define KITH_DEAL_WON 1
#define KITH_DEAL_LOST 2
#define KITH_DEAL_VOID 3

/** Type of a column, with its Arrow format. @since 1.0 */
#define KITH_COLUMN_INT32 1   /* "i": int32_t */
#define KITH_COLUMN_INT64 2   /* "l": int64_t; money is minor units */
#define KITH_COLUMN_FLOAT64 3 /* "g": double; estimates only */
#define KITH_COLUMN_TEXT 4    /* "u": UTF-8 bytes with int32_t offsets */
#define KITH_COLUMN_DATE 5    /* "tdD": int32_t days since 1970-01-01 */
#define KITH_COLUMN_INSTANT 6 /* "tsu:UTC": int64_t microseconds */

/** First line of a CSV file. @since 1.0 */
#define KITH_HEADINGS_NAMES 0
#define KITH_HEADINGS_CHINESE 1
#define KITH_HEADINGS_ENGLISH 2

/** What a returned call of a book survives. @since 1.0 */
#define KITH_DURABILITY_FULL 0   /* power loss */
#define KITH_DURABILITY_NORMAL 1 /* a killed process */
#define KITH_DURABILITY_BULK 2   /* a killed process; power loss may damage the file */

/** Shape of a holiday pack. @since 1.0 */
#define KITH_PACK_DETECT 0
#define KITH_PACK_CHINESE_DAYS 1
#define KITH_PACK_HOLIDAY_CALENDAR 2
#define KITH_PACK_HOLIDAY_CN 3
#define KITH_PACK_ICAL 4
#define KITH_PACK_CSV 5

/** Sheets that an import gives meaning to. @since 1.0 */
#define KITH_SHEET_DETECT 0
#define KITH_SHEET_CUSTOMERS 1
#define KITH_SHEET_FOLLOW_UPS 2
#define KITH_SHEET_INTERACTIONS 3
#define KITH_SHEET_DEALS 4
#define KITH_SHEET_STAGES 5
#define KITH_SHEET_ORDERS 6
#define KITH_SHEET_RECEIPTS 7
#define KITH_SHEET_PEOPLE 8

/** Which of two short numbers before a year is the month: of 12/1/2010 and its like.
 * @since 1.0 */
#define KITH_DATES_YMD 0 /* such a date is refused */
#define KITH_DATES_MDY 1
#define KITH_DATES_DMY 2

/* ---- Types ------------------------------------------------------------------------ */

/** One failure. Immutable. @since 1.0 */
typedef struct kith_error kith_error;
/** A policy document: canonical JSON that its engine compiled. Immutable. @since 1.0 */
typedef struct kith_document kith_document;
/** Working days. Immutable. @since 1.0 */
typedef struct kith_calendar kith_calendar;
/** Working hours of a calendar in a zone. Immutable. @since 1.0 */
typedef struct kith_clock kith_clock;
/** Typed columns in Arrow's memory layout. Immutable. @since 1.0 */
typedef struct kith_table kith_table;
/** Facts on their way in. One thread at a time. @since 1.0 */
typedef struct kith_batch kith_batch;
/** Facts, states and words in one file. Internally locked. @since 1.0 */
typedef struct kith_book kith_book;
/** The book's own facts, compiled, for a host without a book. Immutable. @since 1.0 */
typedef struct kith_rules kith_rules;
/** One customer's facts, folded. Immutable. @since 1.0 */
typedef struct kith_state kith_state;
/** A source seen as of a day. Over a batch or states immutable; over a book internally
 * locked, by the lock of the book. @since 1.0 */
typedef struct kith_view kith_view;

/** Borrowed bytes of UTF-8. As an input, size < 0 means that data ends with a zero byte.
 * Frozen. @since 1.0 */
typedef struct kith_string_view {
  const char* data;
  int64_t size;
} kith_string_view;

/** Bytes that belong to the caller until kith_buffer_free(). `owner` is the library's.
 * Frozen. @since 1.0 */
typedef struct kith_buffer {
  const uint8_t* data;
  int64_t size;
  void* owner;
} kith_buffer;

/** Called now and then: `done` units of `total` (0: not known). Other than 0 stops the
 * call. @since 1.0 */
typedef int32_t (*kith_progress)(int64_t done, int64_t total, void* user_data);

/* ---- Base ------------------------------------------------------------------------- */

/** Version of the library, such as "0.1.0". Lives as long as the library. @since 1.0 */
KITH_API kith_string_view kith_version(void) KITH_NOEXCEPT;

/** KITH_ABI_VERSION of the library: compare with the header's on loading. @since 1.0 */
KITH_API int32_t kith_abi_version(void) KITH_NOEXCEPT;

/** Stable English name of a status, such as "invalid_argument"; "unknown" for a number
 * this library does not know. Lives as long as the library. @since 1.0 */
KITH_API kith_string_view kith_status_name(kith_status status) KITH_NOEXCEPT;

/** The same of a reason, such as "bad_utf8". @since 1.0 */
KITH_API kith_string_view kith_reason_name(int32_t reason) KITH_NOEXCEPT;

/** Status of an error; KITH_OK for NULL. @since 1.0 */
KITH_API kith_status kith_error_status(const kith_error* error) KITH_NOEXCEPT;

/** Reason of an error, a KITH_REASON_... code; 0 for NULL. @since 1.0 */
KITH_API int32_t kith_error_reason(const kith_error* error) KITH_NOEXCEPT;

/** English sentence for people; empty for NULL. Lives as long as the error. @since 1.0 */
KITH_API kith_string_view kith_error_message(const kith_error* error) KITH_NOEXCEPT;

/** The place: argument, member, column, or JSON path; empty when there is none. Lives as
 * long as the error. @since 1.0 */
KITH_API kith_string_view kith_error_field(const kith_error* error) KITH_NOEXCEPT;

/** 0-based row or index of the place, or -1. @since 1.0 */
KITH_API int64_t kith_error_row(const kith_error* error) KITH_NOEXCEPT;

/** Number of details, such as the original text of a cell; 0 for NULL. @since 1.0 */
KITH_API int64_t kith_error_detail_count(const kith_error* error) KITH_NOEXCEPT;

/** Detail number `index`, 0-based, as key and value (both optional). They live as long as
 * the error. KITH_OUT_OF_RANGE and empty views for another index. @since 1.0 */
KITH_API kith_status kith_error_detail(const kith_error* error, int64_t index,
                                       kith_string_view* key,
                                       kith_string_view* value) KITH_NOEXCEPT;

/** Ends an error. When memory ran out the error is a fixed one, for which this does
 * nothing. @since 1.0 */
KITH_API void kith_error_free(kith_error* error) KITH_NOEXCEPT;

/** Ends a buffer and empties it, so that a second call does nothing. @since 1.0 */
KITH_API void kith_buffer_free(kith_buffer* buffer) KITH_NOEXCEPT;

/* ---- Documents -------------------------------------------------------------------- */

/** Parses a document of any kind and compiles it by its engine. Errors: the first of what
 * kith_document_check() lists, the field being its JSON path; the detail "errors" holds
 * their number. @since 1.0 */
KITH_API kith_status kith_document_parse(const char* json, int64_t json_size,
                                         kith_document** document,
                                         kith_error** error) KITH_NOEXCEPT;

/** The document that the library brings along: the calendar of China 2004-2026, or the
 * tier policy, cadence, pipeline or pool rules of the house. Errors: unknown_kind.
 * @since 1.0 */
KITH_API kith_status kith_document_default(int32_t kind, kith_document** document,
                                           kith_error** error) KITH_NOEXCEPT;

/** All errors of a document at once: schema "document_errors" with path (JSON pointer),
 * reason (name) and message, in the order found. No rows: the document is valid. Fails
 * only when an argument is wrong, never for what the document says. @since 1.0 */
KITH_API kith_status kith_document_check(const char* json, int64_t json_size,
                                         kith_table** errors,
                                         kith_error** error) KITH_NOEXCEPT;

/** Canonical JSON; empty for NULL. Lives as long as the document. @since 1.0 */
KITH_API kith_string_view kith_document_json(const kith_document* document) KITH_NOEXCEPT;

/** Kind, a KITH_DOCUMENT_... code; 0 for NULL. @since 1.0 */
KITH_API int32_t kith_document_kind(const kith_document* document) KITH_NOEXCEPT;

/** Id: one document of a kind and id is in force at a time. Lives as long as the
 * document. @since 1.0 */
KITH_API kith_string_view kith_document_id(const kith_document* document) KITH_NOEXCEPT;

/** Hash over the canonical JSON, 26 characters. Lives as long as the document.
 * @since 1.0 */
KITH_API kith_string_view kith_document_hash(const kith_document* document) KITH_NOEXCEPT;

/** Ends a document. @since 1.0 */
KITH_API void kith_document_free(kith_document* document) KITH_NOEXCEPT;

/* ---- Calendar --------------------------------------------------------------------- */

/** The calendar of a document of kind calendar; NULL means China's. Errors: wrong_type
 * for a document of another kind. @since 1.0 */
KITH_API kith_status kith_calendar_create(const kith_document* document,
                                          kith_calendar** calendar,
                                          kith_error** error) KITH_NOEXCEPT;

/** Ends a calendar. @since 1.0 */
KITH_API void kith_calendar_free(kith_calendar* calendar) KITH_NOEXCEPT;

/** For each i < count: the n[i]-th working day strictly after days[i] (before, when n[i]
 * is negative; with n[i] = 0 days[i] itself when it works, else the next). A half day
 * counts as one.
 *
 * out_provisional[i] (the array is optional) is 1 when the answer rests on days that the
 * calendar does not cover. count >= 0; with count 0 no array is looked at. Errors, with
 * field and row: date_out_of_range, no_working_day. @since 1.0 */
KITH_API kith_status kith_calendar_add(const kith_calendar* calendar, const int32_t* days,
                                       const int32_t* n, int64_t count, int32_t* out_days,
                                       uint8_t* out_provisional,
                                       kith_error** error) KITH_NOEXCEPT;

/** For each i < count: the number of working days in (from[i], to[i]], negative when
 * to[i] lies before from[i]. The rest as kith_calendar_add(). @since 1.0 */
KITH_API kith_status kith_calendar_count(const kith_calendar* calendar,
                                         const int32_t* from, const int32_t* to,
                                         int64_t count, int32_t* out_count,
                                         uint8_t* out_provisional,
                                         kith_error** error) KITH_NOEXCEPT;

/** The most urgent of what is due, a list for each owner: row i < count is due on the
 * gaps[i]-th working day after last_days[i] (gaps[i] >= 1) and belongs to owner
 * owners[i], 0 to owner_count - 1. Of the rows whose due day has come by as_of each owner
 * keeps the `limit` with the most points, of equal points the earlier row, in that order.
 *
 * List o begins at o * limit in out_rows and out_due (optional), which have
 * owner_count * limit elements; out_sizes[o] of them are used, the rest are row -1,
 * due 0. count >= 0, owner_count >= 0, limit >= 1. A failure zeroes the answers. Errors,
 * with field and row: date_out_of_range, bad_number. @since 1.0 */
KITH_API kith_status kith_calendar_due_lists(
    const kith_calendar* calendar, const int32_t* last_days, const int32_t* gaps,
    const int32_t* owners, const int32_t* points, int64_t count, int32_t owner_count,
    int32_t as_of, int32_t limit, int64_t* out_rows, int32_t* out_due, int32_t* out_sizes,
    kith_error** error) KITH_NOEXCEPT;

/** One row a day of [first, last]; schema "calendar_days". Errors: date_out_of_range,
 * bad_order when last lies before first. @since 1.0 */
KITH_API kith_status kith_calendar_days(const kith_calendar* calendar, int32_t first,
                                        int32_t last, kith_table** table,
                                        kith_error** error) KITH_NOEXCEPT;

/** Makes a calendar document (Monday to Friday, one layer) of a holiday pack: one file,
 * or several yearly files of one pack. `shape` is a KITH_PACK_... code; `id` is not
 * empty; `source` says where the days come from and under which licence. `warnings`
 * (optional) gets what was accepted with doubt, schema "document_errors". Errors: those
 * of the pack, naming the entry. @since 1.0 */
KITH_API kith_status kith_calendar_import_pack(
    int32_t shape, const kith_string_view* files, int64_t file_count, const char* id,
    int64_t id_size, const char* source, int64_t source_size, const char* version,
    int64_t version_size, kith_document** document, kith_table** warnings,
    kith_error** error) KITH_NOEXCEPT;

/* ---- Working-time clock ----------------------------------------------------------- */

/** The clock of a calendar's working days, with hours, zone and days of a JSON object,
 * all of them optional:
 *   {"hours":{"1":[["09:00","12:00"],["13:00","18:00"]],...},   1 is Monday; office hours
 *    "extra":[...],    of a day that works though its weekday has no hours
 *    "half":[...],     of a half day; the first half of its hours
 *    "zone":"CET-1CEST,M3.5.0,M10.5.0/3",   a POSIX rule, or {"offset":480,
 *             "changes":[["2023-03-26T01:00:00Z",120],...]}; +08:00
 *    "first":"2000-01-01","last":"2059-12-31"}   days it reaches
 * No data base of zones is read. Errors: bad_syntax of the JSON; else the first error,
 * its field the JSON path. @since 1.0 */
KITH_API kith_status kith_clock_create(const kith_calendar* calendar, const char* json,
                                       int64_t json_size, kith_clock** clock,
                                       kith_error** error) KITH_NOEXCEPT;

/** Ends a clock. @since 1.0 */
KITH_API void kith_clock_free(kith_clock* clock) KITH_NOEXCEPT;

/** For each i < count: whole working minutes from one instant to the other, negative when
 * to[i] lies before from[i]. out_provisional (optional) and count as kith_calendar_add().
 * Errors, with field and row: date_out_of_range. @since 1.0 */
KITH_API kith_status kith_clock_elapsed(const kith_clock* clock, const int64_t* from,
                                        const int64_t* to, int64_t count,
                                        int64_t* out_minutes, uint8_t* out_provisional,
                                        kith_error** error) KITH_NOEXCEPT;

/** How a target stands. @since 1.0 */
typedef struct kith_target {
  int32_t struct_size;
  int32_t percent; /* of the budget that is used, rounded down; may exceed 100 */
  int64_t used_minutes;
  int64_t deadline;     /* the instant at which the budget is used, pauses apart */
  int32_t has_deadline; /* 0: a pause lasts before it */
  int32_t breached;     /* 1: the deadline is past */
  int32_t provisional;  /* 1: rests on days no calendar covers */
  int32_t reserved;
} kith_target;
#define KITH_TARGET_INIT \
  { (int32_t)sizeof(kith_target), 0, 0, 0, 0, 0, 0, 0 }

/** A target of minutes >= 1 from an instant, seen at `now`; set struct_size of *target
 * before. `paused` and `resumed` are count >= 0 pauses in order of time, of which working
 * time alone does not count; resumed[i] INT64_MAX: it lasts. Errors: bad_number,
 * bad_order with the row of a pause, date_out_of_range. @since 1.0 */
KITH_API kith_status kith_clock_target(const kith_clock* clock, int64_t start,
                                       int64_t minutes, const int64_t* paused,
                                       const int64_t* resumed, int64_t count, int64_t now,
                                       kith_target* target,
                                       kith_error** error) KITH_NOEXCEPT;

/* ---- Plans ------------------------------------------------------------------------ */

#define KITH_OBJECTIVE_KEEP_WITH_CAP 0
#define KITH_OBJECTIVE_KEEP 1
#define KITH_OBJECTIVE_SHARE 2

#define KITH_PLACEMENT_LATEST 0
#define KITH_PLACEMENT_LEVEL 1

/** How a plan is made. `objective`, a KITH_OBJECTIVE_... code, says what it wants when
 * not everything fits: KEEP_WITH_CAP, the heaviest set of jobs in time, but who is late
 * waits no longer than cap_times working periods (0: 2); KEEP, the heaviest set, late
 * jobs take what is idle; SHARE, by due day. `placement`, a KITH_PLACEMENT_... code:
 * LATEST, today has what cannot wait, what is late and what may be pulled; LEVEL, the
 * lowest peak (without caps). `no_fixes` 1: do not say what would give a refused job a
 * slot.
 * @since 1.0 */
typedef struct kith_plan_options {
  int32_t struct_size;
  int32_t objective;
  int32_t cap_times;
  int32_t placement;
  int32_t no_fixes;
  int32_t reserved;
} kith_plan_options;
#define KITH_PLAN_OPTIONS_INIT \
  { (int32_t)sizeof(kith_plan_options), 0, 0, 0, 0, 0 }

/** Plans the days of each owner of `jobs` (schema "plan_jobs"): which jobs are kept, on
 * which day, and one reason for each that is not today's. `slots` (schema "plan_slots")
 * are what owners can do on each channel and day, `caps` (schema "plan_caps", may be
 * NULL) what they can do on several days or channels together. `today` to the latest day
 * of `slots` is planned; `calendar` counts the working days of caps on waiting.
 *
 * `plan` gets schema "plan_days", a row for each row of `jobs` in their order; `places`
 * (may be NULL) gets schema "plan_places", the proof of each refusal: the places that are
 * full. The kept set is the heaviest there is and, like all of the answer, a function of
 * what is given, whatever the order of rows. Complexity: each owner apart.
 *
 * Errors name the column, the row and, as detail "table", one of jobs, slots and caps:
 * unknown_column, duplicate, wrong_type, missing_value, unknown_name, bad_number,
 * bad_order, conflict (caps that cross), date_out_of_range, too_large (slots later than
 * 3,700 days after today). @since 1.0 */
KITH_API kith_status kith_plan_days(const kith_table* jobs, const kith_table* slots,
                                    const kith_table* caps, const kith_calendar* calendar,
                                    int32_t today, const kith_plan_options* options,
                                    kith_table** plan, kith_table** places,
                                    kith_error** error) KITH_NOEXCEPT;

/* ---- Tables ----------------------------------------------------------------------- */

/* The two structs of the Arrow C Data Interface, as its specification gives them. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

/** One column's memory, borrowed from its table for the life of the table.
 *
 * validity: bit i % 8 of byte i / 8 is set when row i has a value; NULL: all rows have.
 * data: values of the column's type, or the UTF-8 bytes of a text column. offsets: text
 * only, length + 1 of them; row i is the bytes from offsets[i] to offsets[i + 1]. data
 * is not NULL, even when there is no row. @since 1.0 */
typedef struct kith_column {
  int32_t struct_size;
  int32_t type; /* KITH_COLUMN_... */
  int64_t length;
  int64_t null_count;
  const uint8_t* validity;
  const void* data;
  const int32_t* offsets;
} kith_column;
#define KITH_COLUMN_INIT \
  { (int32_t)sizeof(kith_column), 0, 0, 0, 0, 0, 0 }

/** What is known of a column, borrowed from its table for the life of the table.
 * @since 1.0 */
typedef struct kith_column_info {
  int32_t struct_size;
  int32_t type;                /* KITH_COLUMN_... */
  kith_string_view name;       /* in programs */
  kith_string_view heading_zh; /* for people; the name when there is none */
  kith_string_view heading_en;
  kith_string_view meaning; /* unit, vocabulary, when it is null */
} kith_column_info;
#define KITH_COLUMN_INFO_INIT                                              \
  {                                                                        \
    (int32_t)sizeof(kith_column_info), 0, {0, 0}, {0, 0}, {0, 0}, { 0, 0 } \
  }

/** How to write CSV (RFC 4180, UTF-8). @since 1.0 */
typedef struct kith_csv_options {
  int32_t struct_size;
  int32_t headings;     /* KITH_HEADINGS_... */
  int32_t bom;          /* 1: begin with a byte order mark, for Excel */
  int32_t crlf;         /* 1: lines end with CR LF, else with LF */
  int32_t raw_formulas; /* 1: leave cells that begin with = + - @ or a tab as they are;
                           else an apostrophe goes before them */
  int32_t reserved;
} kith_csv_options;
#define KITH_CSV_OPTIONS_INIT \
  { (int32_t)sizeof(kith_csv_options), 0, 0, 0, 0, 0 }

/** Takes a record batch: a struct array ("+s") whose children are the columns, of formats
 * b (as int32 0 or 1), c C s S i (int32), I l L (int64), g, u, U, tdD, tsu: with any time
 * zone but none, n (all null; becomes text). On success the values are copied, then both
 * structs are released; on failure they stay with the caller as they were.
 *
 * The headings of the table are its column names. Errors, the field naming the column:
 * wrong_type (another format, a dictionary, a null row of the struct itself), duplicate
 * (a column twice), missing_value (a column without a name), bad_utf8, overflow (beyond
 * int64) and date_out_of_range with the row, too_large (2 GiB of text, 2,147,483,647
 * rows), bad_syntax (counts and buffers that do not fit). @since 1.0 */
KITH_API kith_status kith_table_from_arrow(struct ArrowSchema* schema,
                                           struct ArrowArray* array, kith_table** table,
                                           kith_error** error) KITH_NOEXCEPT;

/** Gives the table out as a record batch, without copying. The caller releases both
 * structs by their release members; they may outlive the table. @since 1.0 */
KITH_API kith_status kith_table_to_arrow(const kith_table* table,
                                         struct ArrowSchema* schema,
                                         struct ArrowArray* array,
                                         kith_error** error) KITH_NOEXCEPT;

/** Numbers of rows and columns (both optional). @since 1.0 */
KITH_API kith_status kith_table_shape(const kith_table* table, int64_t* rows,
                                      int32_t* columns, kith_error** error) KITH_NOEXCEPT;

/** Name of the schema, such as "due"; empty for a table from Arrow and for NULL. Lives as
 * long as the table. @since 1.0 */
KITH_API kith_string_view kith_table_name(const kith_table* table) KITH_NOEXCEPT;

/** A column by name; set struct_size of *column before. Errors: unknown_column
 * (KITH_NOT_FOUND). @since 1.0 */
KITH_API kith_status kith_table_column(const kith_table* table, const char* name,
                                       int64_t name_size, kith_column* column,
                                       kith_error** error) KITH_NOEXCEPT;

/** What is known of column number `index`, 0-based; set struct_size of *info before.
 * Errors: unknown_column (KITH_OUT_OF_RANGE). @since 1.0 */
KITH_API kith_status kith_table_column_info(const kith_table* table, int32_t index,
                                            kith_column_info* info,
                                            kith_error** error) KITH_NOEXCEPT;

/** The table as CSV. Dates and instants are in ISO form, nulls empty. @since 1.0 */
KITH_API kith_status kith_table_to_csv(const kith_table* table,
                                       const kith_csv_options* options, kith_buffer* csv,
                                       kith_error** error) KITH_NOEXCEPT;

/** The rows of count >= 1 tables of one schema, in order. Errors: wrong_type when schemas
 * differ, the row being the index of the table. @since 1.0 */
KITH_API kith_status kith_table_concat(const kith_table* const* tables, int64_t count,
                                       kith_table** table,
                                       kith_error** error) KITH_NOEXCEPT;

/** Ends a table; columns borrowed from it end too. @since 1.0 */
KITH_API void kith_table_free(kith_table* table) KITH_NOEXCEPT;

/* ---- Batches ---------------------------------------------------------------------- */

/** @since 1.0 */
typedef struct kith_batch_options {
  int32_t struct_size;
  int32_t has_zone;
  int32_t zone_minutes; /* east of UTC, -1080 to 1080; without has_zone 480 (China) */
  int32_t reserved;
} kith_batch_options;
#define KITH_BATCH_OPTIONS_INIT \
  { (int32_t)sizeof(kith_batch_options), 0, 0, 0 }

/** A touch: an interaction that took place, or an attempt (outcome no_reply). Required:
 * customer, source, key. With has_at its day is that of `at` in the batch's zone and
 * `day` is not looked at. @since 1.0 */
typedef struct kith_touch {
  int32_t struct_size;
  int32_t day;
  int64_t at;
  int64_t recorded; /* 0: when the batch is recorded */
  int32_t has_at;
  int32_t revision; /* of the same event key; higher replaces lower */
  int32_t channel;  /* KITH_CHANNEL_... */
  int32_t level;    /* KITH_LEVEL_...; 0: ordinary */
  int32_t outcome;  /* KITH_OUTCOME_...; 0: answered */
  int32_t opening;  /* 1: stands for all contact before the book began */
  int32_t campaign; /* 1: one of many made at once */
  int32_t reserved;
  kith_string_view customer; /* the host's key, 1-255 bytes */
  kith_string_view source;   /* of the event key: the host's system, 1-64 bytes */
  kith_string_view key;      /* of the event key, 1-255 bytes */
  kith_string_view author;   /* key of the person who says so */
  kith_string_view purpose;  /* code of the purpose vocabulary; empty: any */
  kith_string_view actor;    /* key of the person of ours who made it */
  kith_string_view contact;  /* key of whom it reached */
  kith_string_view content;  /* free text */
  kith_string_view feedback; /* free text */
} kith_touch;
#define KITH_TOUCH_INIT                                                           \
  {                                                                               \
    (int32_t)sizeof(kith_touch), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0, 0}, {0, 0}, \
        {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {                         \
      0, 0                                                                        \
    }                                                                             \
  }

/** A deal entered a stage (end 0, stage given) or ended. Required: customer, source, key,
 * deal, and reason when it was lost. @since 1.0 */
typedef struct kith_stage {
  int32_t struct_size;
  int32_t day;
  int64_t at;
  int64_t recorded; /* 0: when the batch is recorded */
  int32_t has_at;
  int32_t revision;
  int32_t end; /* KITH_DEAL_... */
  int32_t reserved;
  kith_string_view customer;
  kith_string_view source;
  kith_string_view key;
  kith_string_view author;
  kith_string_view deal;   /* the host's key of the deal */
  kith_string_view stage;  /* stage id of the deal's pipeline */
  kith_string_view reason; /* code: why it ended so */
} kith_stage;
#define KITH_STAGE_INIT                                                               \
  {                                                                                   \
    (int32_t)sizeof(kith_stage), 0, 0, 0, 0, 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, \
        {0, 0}, {0, 0}, {                                                             \
      0, 0                                                                            \
    }                                                                                 \
  }

/** An empty batch. @since 1.0 */
KITH_API kith_status kith_batch_create(const kith_batch_options* options,
                                       kith_batch** batch,
                                       kith_error** error) KITH_NOEXCEPT;

/** Ends a batch. @since 1.0 */
KITH_API void kith_batch_free(kith_batch* batch) KITH_NOEXCEPT;

/** Appends a fact for each row of a table with the schema of the kind (docs/tables.md).
 * Columns are looked up by name; one that is absent is null throughout. `recorded` stands
 * for rows without a recorded time; 0: when the batch is recorded. `added` (optional)
 * gets the number of facts. Errors name column and row: unknown_kind, unknown_column,
 * wrong_type, missing_value, unknown_name, bad_number, conflict, bad_utf8.
 * @since 1.0 */
KITH_API kith_status kith_batch_add_table(kith_batch* batch, int32_t fact_kind,
                                          const kith_table* table, int64_t recorded,
                                          int64_t* added,
                                          kith_error** error) KITH_NOEXCEPT;

/** Appends the adoption of a document: it judges from `effective_day` on, the day on
 * which the adoption occurred. (source, key) is the event key; with both empty it is made
 * of kind, id and day, so that adopting the same again is a no-op. `recorded` 0: when the
 * batch is recorded. @since 1.0 */
KITH_API kith_status kith_batch_adopt(kith_batch* batch, const kith_document* document,
                                      int32_t effective_day, const char* source,
                                      int64_t source_size, const char* key,
                                      int64_t key_size, int64_t recorded,
                                      kith_error** error) KITH_NOEXCEPT;

/** Appends one touch. Errors name the member: missing_value, unknown_name (a code),
 * date_out_of_range, bad_utf8, too_large. @since 1.0 */
KITH_API kith_status kith_batch_add_touch(kith_batch* batch, const kith_touch* touch,
                                          kith_error** error) KITH_NOEXCEPT;

/** Appends a campaign: one push to count >= 1 customers, by key, as one touch of each
 * with the campaign flag set, which takes no day capacity; all of them or none. `touch`
 * names neither customer nor contact; its event key is the campaign's, of which those of
 * the touches are made ("key/customer"): the same campaign again is a no-op. Errors as
 * kith_batch_add_touch(), with the index of the customer; duplicate for one listed twice.
 * @since 1.0 */
KITH_API kith_status kith_batch_add_campaign(kith_batch* batch, const kith_touch* touch,
                                             const kith_string_view* customers,
                                             int64_t count,
                                             kith_error** error) KITH_NOEXCEPT;

/** Appends that a campaign never reached count >= 1 customers, by key: a retraction each,
 * on `day`; all of them or none. (source, key) is the campaign's event key. `recorded` 0:
 * when the batch is recorded. Errors as kith_batch_add_campaign(). @since 1.0 */
KITH_API kith_status kith_batch_retract_campaign(
    kith_batch* batch, const char* source, int64_t source_size, const char* key,
    int64_t key_size, const kith_string_view* customers, int64_t count, int32_t day,
    int64_t recorded, kith_error** error) KITH_NOEXCEPT;

/** Appends one stage. Errors as kith_batch_add_touch(). @since 1.0 */
KITH_API kith_status kith_batch_add_stage(kith_batch* batch, const kith_stage* stage,
                                          kith_error** error) KITH_NOEXCEPT;

/** Appends the fact of a JSON object, or those of an array: the member "fact" is the
 * kind, the others are the columns of its table (docs/tables.md), days and instants in
 * ISO form. A text of the vault is a string, or {"ref": "..."} when its words are kept
 * apart. `recorded` stands for facts without a recorded time; 0: when the batch is
 * recorded. `added` (optional) gets the number of facts. Errors name the member and the
 * index: bad_syntax, unknown_kind, unknown_column, and those of kith_batch_add_table().
 * @since 1.0 */
KITH_API kith_status kith_batch_add_json(kith_batch* batch, const char* json,
                                         int64_t json_size, int64_t recorded,
                                         int64_t* added,
                                         kith_error** error) KITH_NOEXCEPT;

/** Gives the batch the words behind a reference, 32 hexadecimal digits as
 * kith_batch_words() gives them. Empty words take them away. Errors: bad_syntax for
 * another form of reference. @since 1.0 */
KITH_API kith_status kith_batch_add_words(kith_batch* batch, const char* reference,
                                          int64_t reference_size, const char* words,
                                          int64_t words_size,
                                          kith_error** error) KITH_NOEXCEPT;

/** The facts for a host to keep in its own database, in the order of the batch; schema
 * "facts" with the whole fact in its column "json", but for its words. @since 1.0 */
KITH_API kith_status kith_batch_facts(const kith_batch* batch, kith_table** table,
                                      kith_error** error) KITH_NOEXCEPT;

/** The words behind the facts' texts, for a host to keep apart and erase when asked to;
 * schema "words". @since 1.0 */
KITH_API kith_status kith_batch_words(const kith_batch* batch, kith_table** table,
                                      kith_error** error) KITH_NOEXCEPT;

/** Number of facts; 0 for NULL. @since 1.0 */
KITH_API int64_t kith_batch_size(const kith_batch* batch) KITH_NOEXCEPT;

/** Appends the facts, words and documents of another batch, which stays as it is. Errors:
 * conflict when both are one batch. @since 1.0 */
KITH_API kith_status kith_batch_append(kith_batch* batch, const kith_batch* other,
                                       kith_error** error) KITH_NOEXCEPT;

/* ---- Book ------------------------------------------------------------------------- */

/** How to open a book. zone, start and salt are those of a new book; an existing one
 * keeps its own. @since 1.0 */
typedef struct kith_book_options {
  int32_t struct_size;
  int32_t create;     /* 1: make the file when it is absent */
  int32_t read_only;  /* 1: never write */
  int32_t durability; /* KITH_DURABILITY_... */
  int32_t busy_ms;    /* how long to wait for another writer; 0: 5000; < 0: not at all */
  int32_t has_zone;
  int32_t zone_minutes; /* east of UTC, -1080 to 1080; without has_zone 480 (China) */
  int32_t has_start;
  int32_t start_day; /* nothing is owed before it; without has_start the first day on
                        which a cadence is in force */
  int32_t reserved;
  uint8_t salt[16]; /* makes the keys of sheet rows; all zero is a fixed default */
} kith_book_options;
#define KITH_BOOK_OPTIONS_INIT                                           \
  {                                                                      \
    (int32_t)sizeof(kith_book_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, { 0 } \
  }

/** @since 1.0 */
typedef struct kith_record_options {
  int32_t struct_size;
  int32_t dry_run;      /* 1: judge and report, write nothing */
  int32_t skip_refused; /* 1: leave out conflicts and refused facts; else one of them
                           stops the whole batch */
  int32_t defer; /* 1: a change of rules folds nobody again now, but leaves customers
                    behind for kith_book_catch_up(); answers are the same */
  kith_string_view source; /* with position: how far this outbox has come, stored in the
                              same transaction; empty: none */
  int64_t position;        /* >= 0 */
  kith_progress progress;
  void* user_data;
  kith_string_view
      actor; /* key of the person who records: facts about customers that this
                person does not see, and what its role may not write or do,
                are refused (not_allowed); empty: the host, who may do all */
} kith_record_options;
#define KITH_RECORD_OPTIONS_INIT                                             \
  {                                                                          \
    (int32_t)sizeof(kith_record_options), 0, 0, 0, {0, 0}, 0, 0, 0, { 0, 0 } \
  }

/** What recording a batch came to, in facts. @since 1.0 */
typedef struct kith_record_result {
  int32_t struct_size;
  int32_t reserved;
  int64_t created;
  int64_t unchanged; /* same event key, same content */
  int64_t replaced;  /* higher revision, or `replaces` */
  int64_t conflicts; /* same event key and revision, other content */
  int64_t refused;
  int64_t states_written; /* customers whose state was written */
  int64_t rows_written;   /* rows of the file that changed */
  int64_t pages_written;  /* pages of the file that were written */
} kith_record_result;
#define KITH_RECORD_RESULT_INIT \
  { (int32_t)sizeof(kith_record_result), 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/** @since 1.0 */
typedef struct kith_book_summary {
  int32_t struct_size;
  int32_t zone_minutes;
  int32_t has_start;
  int32_t start_day;
  int64_t facts;
  int64_t customers;
  int64_t last_recorded; /* instant; 0: nothing is recorded */
  uint8_t salt[16];
  int64_t behind; /* customers that a deferred change of rules left behind, at most */
} kith_book_summary;
#define KITH_BOOK_SUMMARY_INIT \
  { (int32_t)sizeof(kith_book_summary), 0, 0, 0, 0, 0, 0, {0}, 0 }

/** Opens the file at a path. Any number of processes may read, one writes at a time.
 * Errors: not_found (KITH_NOT_FOUND), not_a_book, newer_version, damaged_book, read_only,
 * io, busy; the file is untouched. @since 1.0 */
KITH_API kith_status kith_book_open(const char* path, int64_t path_size,
                                    const kith_book_options* options, kith_book** book,
                                    kith_error** error) KITH_NOEXCEPT;

/** Ends a book. Views over it stay usable and hold the file open until the last of them
 * is closed. In a child after fork it lets go without touching the file. @since 1.0 */
KITH_API void kith_book_close(kith_book* book) KITH_NOEXCEPT;

/** Records a batch in one transaction; the batch stays as it is. A fact without recorded
 * time gets `now`, which must not lie before the last recorded instant of the book.
 *
 * `result` and `report` (schema "record_report", one row a fact) are optional. A recorded
 * event key with the same content is a no-op, so a batch may be recorded again. Errors:
 * already_exists with conflict, bad_order, read_only, busy, disk_full, cancelled, forked,
 * aborted when the book's log was taken away under it (open the book again); nothing is
 * written then. After io or disk_full the batch may be there all the same, whole: record
 * it again. @since 1.0 */
KITH_API kith_status kith_book_record(kith_book* book, const kith_batch* batch,
                                      int64_t now, const kith_record_options* options,
                                      kith_record_result* result, kith_table** report,
                                      kith_error** error) KITH_NOEXCEPT;

/** What the book is and holds; set struct_size of *summary before. @since 1.0 */
KITH_API kith_status kith_book_info(kith_book* book, kith_book_summary* summary,
                                    kith_error** error) KITH_NOEXCEPT;

/** Reads the whole file and checks it. Errors: damaged_book naming the first fault.
 * @since 1.0 */
KITH_API kith_status kith_book_check(kith_book* book, kith_error** error) KITH_NOEXCEPT;

/** Folds every state anew from the facts. `progress` and `differed` are optional; the
 * latter gets the number of states that were not as the facts say: 0 in a sound book.
 * @since 1.0 */
KITH_API kith_status kith_book_rebuild(kith_book* book, kith_progress progress,
                                       void* user_data, int64_t* differed,
                                       kith_error** error) KITH_NOEXCEPT;

/** Brings up the next customers that a deferred change of rules left behind, in one
 * transaction, ascending in the order in which they came into the book; `left` gets how
 * many remain, at most. Call it until that is 0. A call that was killed has done nothing,
 * the next one goes on. Meanwhile every answer is that of the rules in force; one about a
 * customer behind costs a walk through its facts.
 *
 * `customers` >= 1; other writers wait for a call of 200 some 20 ms, and get their turn
 * where a moment (2 ms) passes between two calls. Errors: bad_number, read_only, busy,
 * and those of kith_book_record() about the file. @since 1.0 */
KITH_API kith_status kith_book_catch_up(kith_book* book, int64_t customers, int64_t* left,
                                        kith_error** error) KITH_NOEXCEPT;

/** Copies the book to another path, where nothing may be. A book that may be written
 * keeps the path, for kith_book_erase(). Errors: already_exists, io, disk_full, busy.
 * @since 1.0
 */
KITH_API kith_status kith_book_backup(kith_book* book, const char* path,
                                      int64_t path_size,
                                      kith_error** error) KITH_NOEXCEPT;

/** What of erased words may still stand in the file; in answers they are gone in any
 * case.
 * @since 1.0 */
#define KITH_ERASE_FINISHED 0 /* nothing */
#define KITH_ERASE_HELD 1 /* the log's pages, which a reader holds: erase again later */
#define KITH_ERASE_FAILED                                         \
  2 /* unused bytes: the file could not be written anew, for want \
       of room or because of another writer: erase again */
#define KITH_ERASE_DEFERRED 3 /* as asked */

/** Whom an erasure is about: a customer, with its contacts and those it was merged with;
 * or a contact, at every customer that knows it. Neither: what an erasure left unfinished
 * is finished. @since 1.0 */
typedef struct kith_erase_options {
  int32_t struct_size;
  int32_t dry_run; /* 1: judge and count, write nothing */
  int32_t backups; /* 1: erase in the copies that kith_book_backup() made too */
  int32_t defer;   /* 1: leave the file unfinished, for more erasures follow */
  kith_string_view customer;
  kith_string_view contact;
  kith_string_view source; /* of the tombstones' event key; with `key` */
  kith_string_view key;    /* empty: made of `now` and the subject. One that is recorded
                              erases nothing more, and finishes what it left */
  kith_string_view reason; /* the host's word, kept for ever: none about a person */
  kith_string_view author;
  kith_string_view actor; /* as in kith_record_options */
} kith_erase_options;
#define KITH_ERASE_OPTIONS_INIT                                                   \
  {                                                                               \
    (int32_t)sizeof(kith_erase_options), 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, \
        {0, 0}, {0, 0}, {                                                         \
      0, 0                                                                        \
    }                                                                             \
  }

/** What an erasure came to. @since 1.0 */
typedef struct kith_erase_result {
  int32_t struct_size;
  int32_t file;      /* KITH_ERASE_... */
  int64_t customers; /* tombstones written */
  int64_t texts;     /* words removed */
  int64_t backups_erased;
  int64_t backups_left; /* copies that still hold what was erased */
} kith_erase_result;
#define KITH_ERASE_RESULT_INIT \
  { (int32_t)sizeof(kith_erase_result), 0, 0, 0, 0, 0 }

/** Removes the words about a person for ever: from the book, from what is found by them,
 * and from the bytes of its file and log. What stays is a tombstone, a fact of kind
 * "erase"; no state, count or sum changes. Recording such a fact does the same.
 *
 * The facts are one transaction; then the file is written anew, which takes time and room
 * in its size, and fails without undoing them: see `file` of the result. Facts recorded
 * later may carry words again; those that were there before do not bring them back. `now`
 * is the recorded time. Errors: unknown_name (KITH_NOT_FOUND), conflict for a customer
 * and a contact, legal_hold (KITH_FAILED_PRECONDITION), not_allowed, those of
 * kith_book_record(). @since 1.0 */
KITH_API kith_status kith_book_erase(kith_book* book, int64_t now,
                                     const kith_erase_options* options,
                                     kith_erase_result* result,
                                     kith_error** error) KITH_NOEXCEPT;

/** Schema "backups": where kith_book_backup() of this book put copies, and whether they
 * stand there. A book opened read-only keeps no path. @since 1.0 */
KITH_API kith_status kith_book_backups(kith_book* book, kith_table** table,
                                       kith_error** error) KITH_NOEXCEPT;

/** That somebody was shown personal data; no word of it stands here. @since 1.0 */
typedef struct kith_audit_record {
  int32_t struct_size;
  int32_t reserved;
  int64_t at;                /* instant */
  int64_t rows;              /* of the answer */
  kith_string_view question; /* what was asked, 1-64 bytes */
  kith_string_view actor;    /* who asked; empty: the host */
  kith_string_view customer; /* whom it was about; empty: more than one */
  kith_string_view contact;
} kith_audit_record;
#define KITH_AUDIT_RECORD_INIT                                                    \
  {                                                                               \
    (int32_t)sizeof(kith_audit_record), 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, { 0, 0 } \
  }

/** Keeps such a record in the book, beside its facts; for what the host shows or exports
 * itself. Views record by themselves: see kith_view_options. Erasing leaves it. Errors:
 * missing_value, too_large, read_only, busy. @since 1.0 */
KITH_API kith_status kith_book_record_audit(kith_book* book,
                                            const kith_audit_record* record,
                                            kith_error** error) KITH_NOEXCEPT;

/** @since 1.0 */
typedef struct kith_audit_options {
  int32_t struct_size;
  int32_t has_since;
  int64_t since;             /* instant: only what was asked then or later */
  int64_t limit;             /* rows at the most, the latest; 0: all */
  kith_string_view actor;    /* only what this person asked; empty: everybody */
  kith_string_view customer; /* only what was about this one; empty: all */
} kith_audit_options;
#define KITH_AUDIT_OPTIONS_INIT                                    \
  {                                                                \
    (int32_t)sizeof(kith_audit_options), 0, 0, 0, {0, 0}, { 0, 0 } \
  }

/** Schema "audit": who was shown what, in the order in which it was recorded. @since 1.0
 */
KITH_API kith_status kith_book_audit(kith_book* book, const kith_audit_options* options,
                                     kith_table** table,
                                     kith_error** error) KITH_NOEXCEPT;

/** The last position recorded from a source, or -1. @since 1.0 */
KITH_API kith_status kith_book_watermark(kith_book* book, const char* source,
                                         int64_t source_size, int64_t* position,
                                         kith_error** error) KITH_NOEXCEPT;

/* ---- Views ------------------------------------------------------------------------ */

/** What a view over a batch, and rules, are told that a book would know. @since 1.0 */
typedef struct kith_settings {
  int32_t struct_size;
  int32_t has_zone;
  int32_t zone_minutes; /* without has_zone that of the batch */
  int32_t has_start;
  int32_t start_day; /* nothing is owed before it; without has_start the first day on
                        which a cadence is in force */
  int32_t reserved;
} kith_settings;
#define KITH_SETTINGS_INIT \
  { (int32_t)sizeof(kith_settings), 0, 0, 0, 0, 0 }

/** Gets a record; other than 0 refuses the answer (KITH_CANCELLED). @since 1.0 */
typedef int32_t (*kith_audit)(const kith_audit_record* record, void* user_data);

/** What a view cuts at, and who asks.
 *
 * With an actor every question answers of the customers that this person may see, counts
 * and sums too, and shows fields as the person's role may see them: by the access
 * document in force, teams, absences and owners of the day on which the view is opened
 * (the later of as_of and the last recorded day), whatever the view looks at. A customer
 * that is hidden is one that does not exist. Errors of opening: unknown_name
 * (KITH_NOT_FOUND) for a person that is not known, not_allowed (KITH_PERMISSION_DENIED)
 * for one who is no longer active, not_adopted when no access document is in force.
 * @since 1.0 */
typedef struct kith_view_options {
  int32_t struct_size;
  int32_t has_as_of;
  int32_t as_of; /* facts that occurred on or before this day; without has_as_of the
                    local day of the last recorded fact */
  int32_t has_known_at;
  int64_t known_at;       /* facts recorded at or before this instant */
  kith_string_view actor; /* key of the person who asks; empty: the host, who sees all */
  int32_t audited; /* 1: each answer that names customers is recorded before it is given;
                      no record, no answer */
  int32_t reserved;
  int64_t audited_at; /* instant of those records */
  kith_audit audit;   /* gets them in place of the book. Required of a book opened
                         read-only, a batch and states (missing_value) */
  void* user_data;
} kith_view_options;
#define KITH_VIEW_OPTIONS_INIT \
  { (int32_t)sizeof(kith_view_options), 0, 0, 0, 0, {0, 0}, 0, 0, 0, 0, 0 }

/** Opens a view over a book; the book's rules are those of now, its facts those of each
 * question. The view keeps the book alive: see kith_book_close(). @since 1.0 */
KITH_API kith_status kith_view_open(kith_book* book, const kith_view_options* options,
                                    kith_view** view, kith_error** error) KITH_NOEXCEPT;

/** Opens a view over a copy of a batch, without a book. The batch is judged as if
 * recorded fact by fact: a conflict, or a recorded time that decreases, fails with its
 * row; known_at over facts without recorded times is no_recorded. @since 1.0 */
KITH_API kith_status kith_view_open_over_batch(const kith_batch* batch,
                                               const kith_settings* settings,
                                               const kith_view_options* options,
                                               kith_view** view,
                                               kith_error** error) KITH_NOEXCEPT;

/** The day the view is as of. @since 1.0 */
KITH_API kith_status kith_view_as_of(const kith_view* view, int32_t* day,
                                     kith_error** error) KITH_NOEXCEPT;

/** Ends a view. Tables it gave stay. @since 1.0 */
KITH_API void kith_view_close(kith_view* view) KITH_NOEXCEPT;

/* ---- States: for a host with its own database ----------------------------------------
 *
 * A host keeps facts, words and one state a customer in its own tables. In one
 * transaction of its own it stores new facts and the state that they fold into:
 *
 *   kith_rules_create(book_facts, NULL, &rules, &error);      adoptions, people, runs
 *   kith_state_from_bytes(rules, bytes, size, &old, &error);
 *   kith_state_fold(old, new_facts, &state, &error);
 *   kith_state_to_bytes(state, &bytes, &error);               ... UPDATE customer SET
 *
 * A state is a shortcut over facts. What it cannot tell alone fails with needs_history,
 * and kith_state_build() makes the state anew from all facts of the customer.
 */

/** Compiles the book's own facts of a batch, as if recorded one by one: people, adoptions
 * with their documents, runs. Errors: wrong_type for a fact of a customer, with its row;
 * conflict; not_adopted, bad_document. @since 1.0 */
KITH_API kith_status kith_rules_create(const kith_batch* batch,
                                       const kith_settings* settings, kith_rules** rules,
                                       kith_error** error) KITH_NOEXCEPT;

/** Changes whenever a judgement could: a state made under another fingerprint has to be
 * built anew. 26 characters; empty for NULL. Lives as long as the rules. @since 1.0 */
KITH_API kith_string_view kith_rules_fingerprint(const kith_rules* rules) KITH_NOEXCEPT;

/** Ends rules. States and views made of them stay usable. @since 1.0 */
KITH_API void kith_rules_free(kith_rules* rules) KITH_NOEXCEPT;

/** The state of a customer from its whole history: its facts in the batch, as if
 * recorded one by one in their order; facts of others are passed over. Errors:
 * missing_value when it has none, conflict, bad_order (a recorded time decreases),
 * unknown_name (what is taken back is not there). @since 1.0 */
KITH_API kith_status kith_state_build(const kith_rules* rules, const char* customer,
                                      int64_t customer_size, const kith_batch* history,
                                      kith_state** state,
                                      kith_error** error) KITH_NOEXCEPT;

/** The state after new facts of its customer in a batch; facts of others are passed over
 * and `state` stays as it is. That their event keys are new the host has seen to: a state
 * does not keep them. Errors: needs_history (KITH_FAILED_PRECONDITION) for facts that do
 * not all stand after those seen, retractions, replacements and revisions above 0; those
 * of kith_state_build(). @since 1.0 */
KITH_API kith_status kith_state_fold(const kith_state* state, const kith_batch* facts,
                                     kith_state** folded,
                                     kith_error** error) KITH_NOEXCEPT;

/** A state out of its bytes. Errors: truncated or bad_checksum (KITH_DATA_LOSS),
 * wrong_type for other bytes of Kith, newer_version, other_rules
 * (KITH_FAILED_PRECONDITION) when it was made under other rules: build it anew.
 * @since 1.0 */
KITH_API kith_status kith_state_from_bytes(const kith_rules* rules, const uint8_t* bytes,
                                           int64_t size, kith_state** state,
                                           kith_error** error) KITH_NOEXCEPT;

/** Bytes that hold the state, the same for the same facts and rules; they name their
 * rules and are checked on the way back. @since 1.0 */
KITH_API kith_status kith_state_to_bytes(const kith_state* state, kith_buffer* bytes,
                                         kith_error** error) KITH_NOEXCEPT;

/** What a host keeps in columns of its own, to find states by. The list of a person on a
 * day needs the states with (owner is that person, or somebody away whom the person
 * stands in for, or shared is 1) and has_listed and listed_from <= day, no others.
 * @since 1.0 */
typedef struct kith_state_summary {
  int32_t struct_size;
  int32_t has_listed;
  int32_t listed_from; /* first day with a row on the list that is not a kept one */
  int32_t shared;      /* 1: an open step is another person's than the owner's to do */
  int32_t last_day;    /* day of the latest fact; no view looks from an earlier one */
  int32_t reserved;
  int64_t facts; /* that are in force */
  kith_string_view customer;
  kith_string_view owner; /* key of a person; empty: nobody's */
  kith_string_view tier;  /* in force; empty: none */
} kith_state_summary;
#define KITH_STATE_SUMMARY_INIT                                                     \
  {                                                                                 \
    (int32_t)sizeof(kith_state_summary), 0, 0, 0, 0, 0, 0, {0, 0}, {0, 0}, { 0, 0 } \
  }

/** What to index a state by; set struct_size of *summary before. Its strings live as
 * long as the state. @since 1.0 */
KITH_API kith_status kith_state_info(const kith_state* state, kith_state_summary* summary,
                                     kith_error** error) KITH_NOEXCEPT;

/** Ends a state. Views over it stay usable. @since 1.0 */
KITH_API void kith_state_free(kith_state* state) KITH_NOEXCEPT;

/** Opens a view over states made under these rules: all customers, or those that a
 * question needs. `words` (optional) is a batch with the words of their texts, such as
 * kith_batch_add_words() makes; the rules know those of people. has_as_of is required
 * (missing_value). What a state cannot tell fails by name: known_at is no_recorded; an
 * as_of before a state's last fact, and kith_view_history(), are needs_history.
 * Errors: other_rules, duplicate (a customer twice), null_argument, each with the index
 * of the state. @since 1.0 */
KITH_API kith_status kith_view_open_over_states(const kith_rules* rules,
                                                const kith_state* const* states,
                                                int64_t count, const kith_batch* words,
                                                const kith_view_options* options,
                                                kith_view** view,
                                                kith_error** error) KITH_NOEXCEPT;

/* ---- Questions: each a view and small options to a table ----------------------------
 */

/** Options of questions that have no others. @since 1.0 */
typedef struct kith_list_options {
  int32_t struct_size;
  int32_t reserved;
  int64_t limit; /* rows at the most; 0: all */
} kith_list_options;
#define KITH_LIST_OPTIONS_INIT \
  { (int32_t)sizeof(kith_list_options), 0, 0 }

/** @since 1.0 */
typedef struct kith_due_options {
  int32_t struct_size;
  int32_t hide_kept;         /* 1: without the promises already kept */
  int64_t limit;             /* rows at the most; 0: all */
  kith_string_view owner;    /* key of a person: whose list, with those of people whom
                                this one stands in for on the day; empty: everybody's */
  kith_string_view customer; /* key of a customer; empty: all */
  int32_t with_snoozed;      /* 1: with the promises put off, last of all */
  int32_t with_context;      /* 1: with the columns from last_contact on, null otherwise:
                                the customer's last contact, next step, deal, protection.
                                Reads the log of each customer shown; a view over states
                                fails with needs_history */
} kith_due_options;
#define KITH_DUE_OPTIONS_INIT \
  { (int32_t)sizeof(kith_due_options), 0, 0, {0, 0}, {0, 0}, 0, 0 }

/** @since 1.0 */
typedef struct kith_overdue_options {
  int32_t struct_size;
  int32_t reserved;
  int64_t limit;          /* rows at the most; 0: all */
  kith_string_view owner; /* key of a person; empty: everybody's */
} kith_overdue_options;
#define KITH_OVERDUE_OPTIONS_INIT                         \
  {                                                       \
    (int32_t)sizeof(kith_overdue_options), 0, 0, { 0, 0 } \
  }

/** How a person's days are planned. `objective`, `cap_times`, `placement` and `no_fixes`
 * are those of kith_plan_options. @since 1.0 */
typedef struct kith_day_plan_options {
  int32_t struct_size;
  int32_t days;    /* working days shown, 1 to 1000, the first of the plan among them; 0:
                      all */
  int32_t horizon; /* working days planned, 1 to 1000; 0: 60 */
  int32_t objective;
  int32_t cap_times;
  int32_t placement;
  int32_t no_fixes;
  int32_t reserved; /* 0 */
  int64_t limit;    /* rows at the most; 0: all */
} kith_day_plan_options;
#define KITH_DAY_PLAN_OPTIONS_INIT \
  { (int32_t)sizeof(kith_day_plan_options), 0, 0, 0, 0, 0, 0, 0, 0 }

/** What kith_view_feasibility() looks at. @since 1.0 */
typedef struct kith_feasibility_options {
  int32_t struct_size;
  int32_t has_period;   /* 0: the 365 days from the view's as_of */
  int32_t period_first; /* both inclusive */
  int32_t period_last;
  int32_t campaigns;       /* 1: pushes go out to many at once and take no slots */
  int32_t reserved;        /* 0 */
  int64_t limit;           /* rows at the most; 0: all */
  kith_string_view person; /* key: that person's rows only; empty: everybody's */
  kith_string_view
      team; /* key: those of the team and of teams below it; not with person */
} kith_feasibility_options;
#define KITH_FEASIBILITY_OPTIONS_INIT                                             \
  {                                                                               \
    (int32_t)sizeof(kith_feasibility_options), 0, 0, 0, 0, 0, 0, {0, 0}, { 0, 0 } \
  }

/** How kith_view_simulate() works; 0 is each default. `objective` and `cap_times` are
 * those of kith_plan_options. @since 1.0 */
typedef struct kith_simulate_options {
  int32_t struct_size;
  int32_t days;    /* working days simulated, 1 to 250; 0: 60 */
  int32_t horizon; /* working days that each day's plan looks at, 1 to 250; 0: 60 */
  int32_t objective;
  int32_t cap_times;
  int32_t reserved; /* 0 */
} kith_simulate_options;
#define KITH_SIMULATE_OPTIONS_INIT \
  { (int32_t)sizeof(kith_simulate_options), 0, 0, 0, 0, 0 }

/** What kith_view_promise_record() counts. @since 1.0 */
typedef struct kith_promise_record_options {
  int32_t struct_size;
  int32_t has_period;   /* 0: the month of as_of, up to as_of */
  int32_t period_first; /* both inclusive */
  int32_t period_last;
  int32_t every;     /* KITH_EVERY_...: a row for each bucket of the period */
  int32_t by_owner;  /* 1: told apart by owner */
  int32_t by_tier;   /* 1: by tier */
  int32_t by_stream; /* 1: by stream */
} kith_promise_record_options;
#define KITH_PROMISE_RECORD_OPTIONS_INIT \
  { (int32_t)sizeof(kith_promise_record_options), 0, 0, 0, 0, 0, 0, 0 }

#define KITH_EVERY_WHOLE 0 /* the period as one */
#define KITH_EVERY_WEEK 1
#define KITH_EVERY_MONTH 2
#define KITH_EVERY_QUARTER 3
#define KITH_EVERY_YEAR 4

/** @since 1.0 */
typedef struct kith_entry_delay_options {
  int32_t struct_size;
  int32_t has_period;   /* 0: the month of as_of, up to as_of */
  int32_t period_first; /* days of the contacts, both inclusive */
  int32_t period_last;
  int32_t by_author; /* 1: a row for each who recorded, besides that of all */
  int32_t reserved;  /* 0 */
} kith_entry_delay_options;
#define KITH_ENTRY_DELAY_OPTIONS_INIT \
  { (int32_t)sizeof(kith_entry_delay_options), 0, 0, 0, 0, 0 }

/** @since 1.0 */
typedef struct kith_milestone_options {
  int32_t struct_size;
  int32_t with_closed; /* 1: also milestones that are reached or moot */
  int64_t limit;       /* rows at the most; 0: all */
  kith_string_view owner;
} kith_milestone_options;
#define KITH_MILESTONE_OPTIONS_INIT                         \
  {                                                         \
    (int32_t)sizeof(kith_milestone_options), 0, 0, { 0, 0 } \
  }

/** @since 1.0 */
typedef struct kith_pool_options {
  int32_t struct_size;
  int32_t pool_only;      /* 1: only customers that nobody holds */
  int64_t limit;          /* rows at the most; 0: all */
  kith_string_view owner; /* key of a person; empty: everybody's, and nobody's */
} kith_pool_options;
#define KITH_POOL_OPTIONS_INIT                         \
  {                                                    \
    (int32_t)sizeof(kith_pool_options), 0, 0, { 0, 0 } \
  }

/** @since 1.0 */
typedef struct kith_contact_options {
  int32_t struct_size;
  int32_t reserved;
  int64_t limit;             /* rows at the most; 0: all */
  kith_string_view customer; /* key of a customer; empty: all */
  kith_string_view contact;  /* key of a contact: at each customer; empty: all */
} kith_contact_options;
#define KITH_CONTACT_OPTIONS_INIT                                 \
  {                                                               \
    (int32_t)sizeof(kith_contact_options), 0, 0, {0, 0}, { 0, 0 } \
  }

/** @since 1.0 */
typedef struct kith_completeness_options {
  int32_t struct_size;
  int32_t record_days;     /* judge the records of so many days up to as_of; 0: none */
  int32_t incomplete_only; /* 1: only customers of whom something is missing or wrong */
  int32_t reserved;
  int64_t limit;             /* rows at the most; 0: all */
  kith_string_view owner;    /* key of a person; empty: everybody's, and nobody's */
  kith_string_view customer; /* key of a customer; empty: all */
} kith_completeness_options;
#define KITH_COMPLETENESS_OPTIONS_INIT                                       \
  {                                                                          \
    (int32_t)sizeof(kith_completeness_options), 0, 0, 0, 0, {0, 0}, { 0, 0 } \
  }

/** Whose duplicates: those of a customer, or of one not created yet by its fields, as
 * written. A masked or damaged value finds nobody. @since 1.0 */
typedef struct kith_duplicate_options {
  int32_t struct_size;
  int32_t person;            /* 1: the fields are of a person, not an organisation */
  int64_t limit;             /* rows at the most; 0: all */
  kith_string_view customer; /* key of a customer; empty: the fields below */
  kith_string_view name;
  kith_string_view region;
  kith_string_view credit_code;
  kith_string_view phone;  /* one or several, separated as in a sheet's cell */
  kith_string_view parent; /* key of its group */
  kith_string_view owner;  /* key of the person whose it would be */
} kith_duplicate_options;
#define KITH_DUPLICATE_OPTIONS_INIT                                                \
  {                                                                                \
    (int32_t)sizeof(kith_duplicate_options), 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, \
        {0, 0}, {0, 0}, {                                                          \
      0, 0                                                                         \
    }                                                                              \
  }

/** Without has_period the period is the month of as_of, up to as_of. @since 1.0 */
typedef struct kith_funnel_options {
  int32_t struct_size;
  int32_t has_period;
  int32_t period_first; /* deals created in it, both days inclusive */
  int32_t period_last;
  int32_t by_owner; /* 1: rows of each owner besides those of all */
  int32_t reserved;
  kith_string_view pipeline; /* id; empty: the default one */
} kith_funnel_options;
#define KITH_FUNNEL_OPTIONS_INIT                                  \
  {                                                               \
    (int32_t)sizeof(kith_funnel_options), 0, 0, 0, 0, 0, { 0, 0 } \
  }

/** Without has_period the period is the month of as_of, up to as_of. @since 1.0 */
typedef struct kith_rates_options {
  int32_t struct_size;
  int32_t has_period;
  int32_t period_first; /* both days inclusive */
  int32_t period_last;
  int32_t by_owner;   /* 1: a row of each owner besides that of all */
  int32_t churn_days; /* days without an order that make a customer churned; 0: 180 */
} kith_rates_options;
#define KITH_RATES_OPTIONS_INIT \
  { (int32_t)sizeof(kith_rates_options), 0, 0, 0, 0, 0 }

/** Schema "customers": a row a customer with its fields, owner and tier. @since 1.0 */
KITH_API kith_status kith_view_customers(const kith_view* view,
                                         const kith_list_options* options,
                                         kith_table** table,
                                         kith_error** error) KITH_NOEXCEPT;

/** Schema "due": the morning's list, the most pressing first. @since 1.0 */
KITH_API kith_status kith_view_due(const kith_view* view, const kith_due_options* options,
                                   kith_table** table, kith_error** error) KITH_NOEXCEPT;

/** Schema "overdue": the morning's list in its shortest form: the customers to whom
 * something is overdue, since when, in the order of "due". A book answers it for one
 * person from that person's list, reading hardly any customer. @since 1.0 */
KITH_API kith_status kith_view_overdue(const kith_view* view,
                                       const kith_overdue_options* options,
                                       kith_table** table,
                                       kith_error** error) KITH_NOEXCEPT;

/** Schema "day_plan": on which day, and as which one of it, a person does what the
 * morning's list has, within the capacity stated of that person and on the days the
 * person works, with the reason of each; last those that are not kept, with what is full
 * and what would fix it. Promises due within the days planned are in it; of people whom
 * the person stands in for, those due before they are back. A function of what is
 * recorded, as any answer. Complexity: the person's customers.
 *
 * Errors: unknown_name (KITH_NOT_FOUND) for nobody the directory knows; missing_value
 * (KITH_FAILED_PRECONDITION) for a person without capacity; not_allowed for an actor who
 * does not see all that the person answers for; bad_number of an option, and
 * KITH_UNIMPLEMENTED for KITH_PLACEMENT_LEVEL where a person has a capacity of the day
 * and of channels. @since 1.0 */
KITH_API kith_status kith_view_day_plan(const kith_view* view, const char* person,
                                        int64_t person_size,
                                        const kith_day_plan_options* options,
                                        kith_table** table,
                                        kith_error** error) KITH_NOEXCEPT;

/** Schema "feasibility": whether promises can be kept: for everybody together, for each
 * person, and for touches that nobody can make, by channel: load over slots of the period
 * as an exact fraction, GREEN (at most 5/6), AMBER or RED, the first days that have too
 * few slots with what is short, the people it takes at least and at most, and the
 * customers that one can hold. Slots are those stated of each person, on working days,
 * absences off; a stream that does not take the owner's touches loads whoever has its
 * role. Under the cadence in force, or with `candidate` (NULL: none) as if it were
 * adopted on the view's day; nothing is adopted. A function of what is recorded.
 * Complexity: all customers.
 *
 * Errors: not_adopted without either cadence; wrong_type and bad_document of a candidate;
 * unknown_name (KITH_NOT_FOUND) of the person or team, conflict for both; bad_order of a
 * period; not_allowed for an actor who does not see all those from whom the load comes.
 * @since 1.0 */
KITH_API kith_status kith_view_feasibility(const kith_view* view,
                                           const kith_document* candidate,
                                           const kith_feasibility_options* options,
                                           kith_table** table,
                                           kith_error** error) KITH_NOEXCEPT;

/** Schema "simulation": what the working days ahead do to the promises of the book under
 * the cadence in force, under `candidate` from the view's day on, and the difference;
 * rows of all first, then of each person. Every day each person makes the touches that
 * the plan of the day has, each is answered, and nothing else happens: facts stay as they
 * are, and nothing is recorded (docs/decisions/018-before-adoption.md). Deterministic.
 * Complexity: days times customers and plans.
 *
 * Errors: wrong_type and bad_document of the candidate; bad_number of an option;
 * not_allowed for an actor who does not see all. @since 1.0 */
KITH_API kith_status kith_view_simulate(const kith_view* view,
                                        const kith_document* candidate,
                                        const kith_simulate_options* options,
                                        kith_table** table,
                                        kith_error** error) KITH_NOEXCEPT;

/** Schema "tiers": the tier in force, as computed now and as a file claims, with the
 * reasons. @since 1.0 */
KITH_API kith_status kith_view_tiers(const kith_view* view,
                                     const kith_list_options* options, kith_table** table,
                                     kith_error** error) KITH_NOEXCEPT;

/** Schema "milestones": deadlines of the stages of deals. @since 1.0 */
KITH_API kith_status kith_view_milestones(const kith_view* view,
                                          const kith_milestone_options* options,
                                          kith_table** table,
                                          kith_error** error) KITH_NOEXCEPT;

/** Schema "funnel": deals by furthest stage. Errors: unknown_name for a pipeline that is
 * not adopted. @since 1.0 */
KITH_API kith_status kith_view_funnel(const kith_view* view,
                                      const kith_funnel_options* options,
                                      kith_table** table,
                                      kith_error** error) KITH_NOEXCEPT;

/** Schema "rates": conversion, repurchase and churn, each naming its definition.
 * @since 1.0 */
KITH_API kith_status kith_view_rates(const kith_view* view,
                                     const kith_rates_options* options,
                                     kith_table** table,
                                     kith_error** error) KITH_NOEXCEPT;

/** Schema "history": the facts of one customer, in force or not, newest last; no rows for
 * a customer that is not known. @since 1.0 */
KITH_API kith_status kith_view_history(const kith_view* view, const char* customer,
                                       int64_t customer_size,
                                       const kith_list_options* options,
                                       kith_table** table,
                                       kith_error** error) KITH_NOEXCEPT;

/** Schema "field_history": each value that a field of one customer took, oldest first:
 * its fields, those of the host's own ("custom.site"), owner, tier, and fields of
 * contacts
 * ("contact.phone"). `field` may be empty: all of them. No rows for a customer that is
 * not known. Errors: unknown_name for a field that there is not. @since 1.0 */
KITH_API kith_status kith_view_field_history(const kith_view* view, const char* customer,
                                             int64_t customer_size, const char* field,
                                             int64_t field_size,
                                             const kith_list_options* options,
                                             kith_table** table,
                                             kith_error** error) KITH_NOEXCEPT;

/** Schema "contacts": a row for each customer that knows a contact, with what the contact
 * agreed to on as_of. @since 1.0 */
KITH_API kith_status kith_view_contacts(const kith_view* view,
                                        const kith_contact_options* options,
                                        kith_table** table,
                                        kith_error** error) KITH_NOEXCEPT;

/** Schema "completeness": how much of what the entry rules ask for is there, in parts per
 * million, with what is missing and what is wrong named; of records too where
 * record_days is given. Errors: not_adopted when no entry rules are in force. @since 1.0
 */
KITH_API kith_status kith_view_completeness(const kith_view* view,
                                            const kith_completeness_options* options,
                                            kith_table** table,
                                            kith_error** error) KITH_NOEXCEPT;

/** Whose data: a customer's with its contacts', or a contact's at every customer.
 * @since 1.0 */
typedef struct kith_subject_options {
  int32_t struct_size;
  int32_t reserved;
  kith_string_view customer;
  kith_string_view contact;
} kith_subject_options;
#define KITH_SUBJECT_OPTIONS_INIT                              \
  {                                                            \
    (int32_t)sizeof(kith_subject_options), 0, {0, 0}, { 0, 0 } \
  }

/** Schema "subject_export": all that is held about a customer or a contact, a row a value
 * with where it came from and when it was recorded, in the order of recording; what was
 * taken back or replaced too, for it is held. Fields as the view's actor may see them.
 * Errors: unknown_name (KITH_NOT_FOUND), missing_value without a subject, conflict for
 * two. @since 1.0 */
KITH_API kith_status kith_view_subject_export(const kith_view* view,
                                              const kith_subject_options* options,
                                              kith_table** table,
                                              kith_error** error) KITH_NOEXCEPT;

/** A schedule of retention. @since 1.0 */
typedef struct kith_retention_options {
  int32_t struct_size;
  int32_t months;         /* 1 to 1200, since the day of a customer's last fact */
  int64_t limit;          /* rows at the most; 0: all */
  kith_string_view stage; /* code of the customer's stage; several by '|'; empty: all */
  kith_string_view kind;  /* "organisation" or "person"; empty: both */
} kith_retention_options;
#define KITH_RETENTION_OPTIONS_INIT                                 \
  {                                                                 \
    (int32_t)sizeof(kith_retention_options), 0, 0, {0, 0}, { 0, 0 } \
  }

/** Schema "retention": the customers that an erasure is due for on as_of: the last fact
 * lies that many months back, no deal or next step is open, no legal hold stands at them,
 * and words are there. It erases nothing: kith_book_erase() does, one by one with
 * `defer`, then once without a subject. Errors: bad_number, unknown_name; needs_history
 * over states. @since 1.0 */
KITH_API kith_status kith_view_retention(const kith_view* view,
                                         const kith_retention_options* options,
                                         kith_table** table,
                                         kith_error** error) KITH_NOEXCEPT;

/** Schema "promises_kept": kept, in grace and broken by owner and stream. @since 1.0 */
KITH_API kith_status kith_view_promises_kept(const kith_view* view,
                                             const kith_list_options* options,
                                             kith_table** table,
                                             kith_error** error) KITH_NOEXCEPT;

/** The decisions of a tier review judged as of the view, in force from `effective` on, as
 * facts to record and as a table (schema "tiers"); one of both outputs may be NULL.
 * `run` is the host's key of the run: run again, it decides nothing new. `recorded` 0:
 * when the batch is recorded. Errors: not_allowed for an actor who does not see all.
 * @since 1.0 */
KITH_API kith_status kith_view_review_tiers(const kith_view* view, const char* run,
                                            int64_t run_size, int32_t effective,
                                            int64_t recorded, kith_batch** decisions,
                                            kith_table** table,
                                            kith_error** error) KITH_NOEXCEPT;

/** Schema "promise_record": promises that were judged in a period: kept, in grace,
 * broken, waived, with the rate kept strictly and with grace; in all or for each bucket,
 * told apart by owner, tier and stream as asked, under the owner and tier of the time. A
 * promise belongs to its last day, one kept by a rhythm of working days to the day of the
 * touch. From the logs of the customers that count for the actor. Errors: bad_order of
 * the period, too_large beyond 1000 buckets, needs_history over states. @since 1.0 */
KITH_API kith_status kith_view_promise_record(const kith_view* view,
                                              const kith_promise_record_options* options,
                                              kith_table** table,
                                              kith_error** error) KITH_NOEXCEPT;

/** Schema "entry_delay": how long after a contact it was recorded, of the contacts of a
 * period, opening ones and campaigns apart: on the day, by the next working day, later; a
 * correction is no later record. Errors: bad_order of the period, no_recorded over facts
 * without that time, needs_history over states. @since 1.0 */
KITH_API kith_status kith_view_entry_delay(const kith_view* view,
                                           const kith_entry_delay_options* options,
                                           kith_table** table,
                                           kith_error** error) KITH_NOEXCEPT;

/** Schema "pool": whose each customer is, protected through when, days left, and why;
 * customers of the pool (公海) with their former owner. @since 1.0 */
KITH_API kith_status kith_view_pool(const kith_view* view,
                                    const kith_pool_options* options, kith_table** table,
                                    kith_error** error) KITH_NOEXCEPT;

/** Schema "duplicates": the customers that may be the one asked for, of all that the
 * actor sees, the pool's (公海) too, best first, each with its score in thousandths, its
 * reasons and its owner; `owner_conflict` 1 where two owners claim one (撞单). Where the
 * actor's role has `hidden_duplicates`, rows with `disclosed` 1 follow: masked name and
 * team of customers that exist, no more. Over a book it reads only customers that ever
 * had one of the keys. Errors: missing_value at "customer" without customer and fields,
 * and at "name" where nothing given can be a key; conflict for both; unknown_name.
 * @since 1.0 */
KITH_API kith_status kith_view_duplicates(const kith_view* view,
                                          const kith_duplicate_options* options,
                                          kith_table** table,
                                          kith_error** error) KITH_NOEXCEPT;

/** Schema "duplicates": pairs of all customers that the actor sees which may be one, best
 * first. Of those who share a key (a whole phone, a credit code, a name) each stands
 * beside one of them, the first that somebody owns: nobody is left out, however many
 * share it, and where two owners claim one a row says so. @since 1.0 */
KITH_API kith_status kith_view_duplicate_pairs(const kith_view* view,
                                               const kith_list_options* options,
                                               kith_table** table,
                                               kith_error** error) KITH_NOEXCEPT;

/** The customers whose protection has ended as of the view go back to the pool on that
 * day: the decisions as facts to record, and the table "pool" of them; one of both
 * outputs may be NULL. `run` is the host's key of the run: run again, it decides nothing
 * new. A late run releases whom daily runs would have released. `recorded` 0: when the
 * batch is recorded. Errors: not_adopted when no pool rules are in force; not_allowed for
 * an actor who does not see all. @since 1.0 */
KITH_API kith_status kith_view_release_pool(const kith_view* view, const char* run,
                                            int64_t run_size, int64_t recorded,
                                            kith_batch** decisions, kith_table** table,
                                            kith_error** error) KITH_NOEXCEPT;

/** Customers that nobody holds are given to those whose turn it is, on the day of the
 * view: the longest waiting first, to the person whose last assignment lies longest ago
 * of those who are there, have room under their book cap and share (month_quota) left,
 * and prefer such customers. The decisions as facts to record, and the table
 * "assignments": a row a customer that waits, with the reason; one of both outputs may be
 * NULL. `run` is the host's key of the run: run again, it decides nothing new; not
 * recorded, it was a dry run. `recorded` 0: when the batch is recorded. Errors:
 * not_allowed for an actor who does not see all. @since 1.0 */
KITH_API kith_status kith_view_assign(const kith_view* view, const char* run,
                                      int64_t run_size, int64_t recorded,
                                      kith_batch** decisions, kith_table** table,
                                      kith_error** error) KITH_NOEXCEPT;

/** A leaver's hand-over: the table "hand_over" of every customer held, with the new owner
 * proposed, its open promises, deals, receivables and contacts, then of what the person
 * takes part in at others' customers; and the decisions, one owner fact a customer that
 * somebody can take, as facts to record; one of both outputs may be NULL. New owners are
 * those there who have the leaver's role, of the leaver's team before others, in turn,
 * with room under their book cap and the preferences of assignments; nobody's share of
 * new customers is taken. `run` is the host's key of the run: run again, it decides
 * nothing new; not recorded, it was a dry run. `recorded` 0: when the batch is recorded.
 * Errors: unknown_name (KITH_NOT_FOUND) for nobody the directory knows; not_allowed for
 * an actor who does not see all. @since 1.0 */
KITH_API kith_status kith_view_hand_over(const kith_view* view, const char* person,
                                         int64_t person_size, const char* run,
                                         int64_t run_size, int64_t recorded,
                                         kith_batch** decisions, kith_table** table,
                                         kith_error** error) KITH_NOEXCEPT;

/** Where the cadence in force asks for it (spread_first_cycle), the first promises of
 * streams that were never kept are spread over the working days of their first period,
 * from the day of the view on: nobody gets more of them a day than the sum of 1 / period,
 * rounded up, unless days decided before lie so. The decisions as facts to record, and
 * the table "first_dues": a row a customer and stream, with the reason; one of both
 * outputs may be NULL. `run` is the host's key of the run: run again, it decides nothing
 * new; not recorded, it was a dry run. `recorded` 0: when the batch is recorded. Errors:
 * not_adopted without such a cadence; not_allowed for an actor who does not see all.
 * @since 1.0 */
KITH_API kith_status kith_view_spread(const kith_view* view, const char* run,
                                      int64_t run_size, int64_t recorded,
                                      kith_batch** decisions, kith_table** table,
                                      kith_error** error) KITH_NOEXCEPT;

/** A person claims count >= 1 customers, by key, on the day of the view; each that passes
 * counts for the next. The decisions as facts to record, and the table "claims": one row
 * a claimed customer, and one for each check that another fails, with the first day on
 * which it would pass; one of both outputs may be NULL. Errors: unknown_name
 * (KITH_NOT_FOUND) with the row of a customer that is not known; not_allowed for an actor
 * who neither is the person nor sees all. @since 1.0 */
KITH_API kith_status kith_view_claim(const kith_view* view, const char* person,
                                     int64_t person_size,
                                     const kith_string_view* customers, int64_t count,
                                     int64_t recorded, kith_batch** decisions,
                                     kith_table** table,
                                     kith_error** error) KITH_NOEXCEPT;

/** Two customers become one, under the key of the one that is kept: as a fact to record,
 * and as table "merge" of what would be joined: fields that differ, with both values and
 * the one that will stand, and contacts, deals, orders, open steps and cases that fall
 * together because both have their key; one of both outputs may be NULL. Not recorded,
 * it was a dry run. A customer that is merged already stands for the one that keeps it;
 * two that are one already decide nothing. `reason` is the host's word, may be empty.
 * `recorded` 0: when the batch is recorded. Errors: unknown_name (KITH_NOT_FOUND) for a
 * customer that is not known, not_allowed for one that the actor does not see, both at
 * "kept" or "merged"; conflict for a customer with itself; needs_history over states.
 * @since 1.0 */
KITH_API kith_status kith_view_merge(const kith_view* view, const char* kept,
                                     int64_t kept_size, const char* merged,
                                     int64_t merged_size, const char* reason,
                                     int64_t reason_size, int64_t recorded,
                                     kith_batch** decisions, kith_table** table,
                                     kith_error** error) KITH_NOEXCEPT;

/** The merge that holds a customer is taken back: as a fact to record, and as table
 * "merge" of what falls apart; one of both outputs may be NULL. Recorded, every state and
 * answer is as before the merge, and what came meanwhile stands where it was told of.
 * Errors: unknown_name (KITH_NOT_FOUND) at "merged" for a customer that is not merged;
 * the others as kith_view_merge() has them. @since 1.0 */
KITH_API kith_status kith_view_unmerge(const kith_view* view, const char* merged,
                                       int64_t merged_size, int64_t recorded,
                                       kith_batch** decisions, kith_table** table,
                                       kith_error** error) KITH_NOEXCEPT;

/** Options of kith_view_cases(). @since 1.0 */
typedef struct kith_case_options {
  int32_t struct_size;
  int32_t open_only;         /* 1: without those that ended */
  int64_t limit;             /* rows at the most; 0: all */
  kith_string_view owner;    /* who answers for the case; empty: everybody's */
  kith_string_view customer; /* key; empty: every customer */
} kith_case_options;
#define KITH_CASE_OPTIONS_INIT                                 \
  {                                                            \
    (int32_t)sizeof(kith_case_options), 0, 0, {0, 0}, { 0, 0 } \
  }

/** Schema "cases": what is done about customers that were lost (流失挽回): open ones by
 * deadline, then those that ended, latest first; cause, owner, result, and the working
 * days left or overdue. @since 1.0 */
KITH_API kith_status kith_view_cases(const kith_view* view,
                                     const kith_case_options* options, kith_table** table,
                                     kith_error** error) KITH_NOEXCEPT;

/** Options of kith_view_at_risk(). @since 1.0 */
typedef struct kith_at_risk_options {
  int32_t struct_size;
  int32_t reserved;
  int64_t limit;          /* rows at the most; 0: all */
  kith_string_view owner; /* empty: everybody's and nobody's */
} kith_at_risk_options;
#define KITH_AT_RISK_OPTIONS_INIT                         \
  {                                                       \
    (int32_t)sizeof(kith_at_risk_options), 0, 0, { 0, 0 } \
  }

/** Schema "at_risk" (流失预警): customers about to be lost, by rules alone, the most
 * urgent first: the rhythm of their own orders exceeded by half, promises missed one
 * after another, a dormant stage; each with its reasons, owner, and what to do. Reasons
 * that tell of a field which the actor may not see are none. @since 1.0 */
KITH_API kith_status kith_view_at_risk(const kith_view* view,
                                       const kith_at_risk_options* options,
                                       kith_table** table,
                                       kith_error** error) KITH_NOEXCEPT;

/** Options of kith_view_moved(). @since 1.0 */
typedef struct kith_moved_options {
  int32_t struct_size;
  int32_t reserved;
  int64_t known_at;       /* instant, required: one before the rules changed */
  int64_t limit;          /* rows at the most; 0: all */
  kith_string_view owner; /* empty: everybody's and nobody's */
} kith_moved_options;
#define KITH_MOVED_OPTIONS_INIT                            \
  {                                                        \
    (int32_t)sizeof(kith_moved_options), 0, 0, 0, { 0, 0 } \
  }

/** Schema "moved": the promises that stand on another day, or in another state, because
 * the rules changed (documents adopted, calendar, people, absences), the facts of
 * customers held fixed: of each stream and next step the next promise that is not kept
 * yet, by the rules as known at `known_at` and by those of the view, both on as_of; also
 * what falls due beyond the horizon of a list. What only one of them asks for is added or
 * ended. By due day (none last), customer, stream. It reads the log of every customer
 * asked for. Errors: missing_value without known_at; no_recorded over facts without
 * recorded times; needs_history over states. @since 1.0 */
KITH_API kith_status kith_view_moved(const kith_view* view,
                                     const kith_moved_options* options,
                                     kith_table** table,
                                     kith_error** error) KITH_NOEXCEPT;

/* ---- Exchange --------------------------------------------------------------------- */

/** How to read a sheet. `now` is required. @since 1.0 */
typedef struct kith_import_options {
  int32_t struct_size;
  int32_t dry_run;        /* 1: report only */
  int32_t all_or_nothing; /* book only. 1: a conflict or refused row writes nothing; else
                             each row stands for itself */
  int32_t sheet;          /* KITH_SHEET_...; 0: found from the headers */
  int64_t now;            /* instant: recorded time of the facts; its local day dates rows
                             that carry none */
  const kith_string_view* mapping_from; /* headers of the file ... */
  const kith_string_view* mapping_to;   /* ... and the columns they mean */
  int64_t mapping_count;
  uint8_t salt[16];         /* batch only: makes the keys of rows; a book has its own */
  int32_t date_order;       /* KITH_DATES_... */
  int32_t create_customers; /* 1: a customer that a row of orders, deals, receipts,
                               touches or parents names and nobody knows is made; else the
                               row is refused */
  kith_string_view actor; /* book only: key of the person who lets the sheet in: rows are
                             linked to customers that this person sees, and a row of
                             which it may not record all is refused (not_allowed); empty:
                             the host */
} kith_import_options;
#define KITH_IMPORT_OPTIONS_INIT                                                   \
  {                                                                                \
    (int32_t)sizeof(kith_import_options), 0, 0, 0, 0, 0, 0, 0, {0}, 0, 0, { 0, 0 } \
  }

/** Reads a CSV or XLSX file and appends its facts to a batch, linked to the customers
 * that the batch names. `bytes` is the file, at most some hundred MiB; the file's name
 * tells CSV from XLSX and stands in the report (schema "import_report": sheet, row,
 * outcome, column, codes, text and a sentence a row; sheets that are not read have a line
 * without a row). A bad row is a line of the report; fails only when the file as a whole
 * cannot be read: bad_encoding, bad_syntax, too_large, unknown_name when no header is
 * known. @since 1.0 */
KITH_API kith_status kith_batch_import(kith_batch* batch, const uint8_t* bytes,
                                       int64_t size, const char* file_name,
                                       int64_t file_name_size,
                                       const kith_import_options* options,
                                       kith_table** report,
                                       kith_error** error) KITH_NOEXCEPT;

/** The same into a book, in one transaction, linked to the customers it knows. `result`
 * and `report` are optional. Errors besides: those of kith_book_record(), and with an
 * actor those of kith_view_open(), and not_allowed where customers' names are hidden from
 * the actor or masked. @since 1.0 */
KITH_API kith_status kith_book_import(kith_book* book, const uint8_t* bytes, int64_t size,
                                      const char* file_name, int64_t file_name_size,
                                      const kith_import_options* options,
                                      kith_record_result* result, kith_table** report,
                                      kith_error** error) KITH_NOEXCEPT;

/* ---- Report ----------------------------------------------------------------------- */

/** Without has_period the period is the month of as_of, up to as_of. @since 1.0 */
typedef struct kith_review_options {
  int32_t struct_size;
  int32_t has_period;
  int32_t period_first; /* both days inclusive */
  int32_t period_last;
  int32_t language; /* KITH_LANGUAGE_... */
  int32_t reserved;
} kith_review_options;
#define KITH_REVIEW_OPTIONS_INIT \
  { (int32_t)sizeof(kith_review_options), 0, 0, 0, 0, 0 }

/** The review of a period as one self-contained HTML page: no script, no outside request.
 * @since 1.0 */
KITH_API kith_status kith_review_html(const kith_view* view,
                                      const kith_review_options* options,
                                      kith_buffer* html,
                                      kith_error** error) KITH_NOEXCEPT;

/** @since 1.0 */
typedef struct kith_card_options {
  int32_t struct_size;
  int32_t language; /* KITH_LANGUAGE_... */
} kith_card_options;
#define KITH_CARD_OPTIONS_INIT \
  { (int32_t)sizeof(kith_card_options), 0 }

/** All that is known of one customer as one self-contained HTML page: basics,
 * completeness, contacts, tier and why, needs and what answers them, promises, deals,
 * milestones, payments, timeline. Errors: unknown_name (KITH_NOT_FOUND) for a customer
 * that is not known, or that the view's actor does not see. @since 1.0 */
KITH_API kith_status kith_card_html(const kith_view* view, const char* customer,
                                    int64_t customer_size,
                                    const kith_card_options* options, kith_buffer* html,
                                    kith_error** error) KITH_NOEXCEPT;

/** The hand-over sheet of a leaver as one self-contained HTML page; nothing is decided.
 * Errors: those of kith_view_hand_over(). @since 1.0 */
KITH_API kith_status kith_hand_over_html(const kith_view* view, const char* person,
                                         int64_t person_size,
                                         const kith_card_options* options,
                                         kith_buffer* html,
                                         kith_error** error) KITH_NOEXCEPT;

/** @since 1.0 */
typedef struct kith_feed_options {
  int32_t struct_size;
  int32_t language;       /* KITH_LANGUAGE_... */
  int32_t no_milestones;  /* 1: follow-ups alone */
  int32_t reserved;       /* 0 */
  int64_t stamp;          /* DTSTAMP of the events; 0: the first instant of as_of */
  kith_string_view owner; /* key: that person's list; empty: everybody's */
} kith_feed_options;
#define KITH_FEED_OPTIONS_INIT                               \
  {                                                          \
    (int32_t)sizeof(kith_feed_options), 0, 0, 0, 0, { 0, 0 } \
  }

/** Follow-ups that are owed and open milestones as an iCalendar file (RFC 5545): an
 * all-day event on each due day, UTF-8, folded at 75 octets. An event keeps its UID as
 * long as it is the same promise, so that a feed read again makes none twice. @since 1.0
 */
KITH_API kith_status kith_feed_ical(const kith_view* view,
                                    const kith_feed_options* options, kith_buffer* ical,
                                    kith_error** error) KITH_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif /* KITH_KITH_H */
