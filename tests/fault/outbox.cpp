#include "outbox.hpp"

#include <stdexcept>

namespace fault {
namespace {

void add_touch(kith_batch* batch, std::int64_t n, int i) {
  // Some land late, so that states are folded again.
  const std::string customer = "c" + std::to_string((n + i) % 5);
  const std::string key = std::to_string(n) + "/" + std::to_string(i);
  const std::string words(static_cast<std::size_t>(200 + n % 7 * 400), 'w');
  kith_touch t = KITH_TOUCH_INIT;
  t.customer = sv(customer);
  t.source = sv("outbox");
  t.key = sv(key);
  t.day = kDay - 100 + static_cast<std::int32_t>(n % 90) - 7 * i;
  t.channel = KITH_CHANNEL_PHONE;
  t.content = sv(words);
  FAULT_MUST(kith_batch_add_touch(batch, &t, error));
}

kith_batch* batch_number(std::int64_t n) {
  kith_batch* batch = nullptr;
  FAULT_MUST(kith_batch_create(nullptr, &batch, error));
  if (n == 0) {
    for (std::int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_ENTRY;
         ++kind) {
      kith_document* d = nullptr;
      FAULT_MUST(kith_document_default(kind, &d, error));
      FAULT_MUST(
          kith_batch_adopt(batch, d, kDay - 300, nullptr, 0, nullptr, 0, 0, error));
      kith_document_free(d);
    }
    return batch;
  }
  for (int i = 0; i < kFactsOfBatch; ++i) add_touch(batch, n, i);
  return batch;
}

}  // namespace

kith_status record_batch(kith_book* book, std::int64_t n, kith_error** error) {
  kith_batch* batch = batch_number(n);
  kith_record_options options = KITH_RECORD_OPTIONS_INIT;
  options.source = sv("outbox");
  options.position = n;
  const kith_status status =
      kith_book_record(book, batch, kNow + n, &options, nullptr, nullptr, error);
  kith_batch_free(batch);
  return status;
}

Survivor::Survivor(const Folder& folder)
    : reference_(open_book(folder.file("reference.kith"), KITH_DURABILITY_BULK, true)) {}
Survivor::~Survivor() { kith_book_close(reference_); }

const std::string& Survivor::prefix(std::int64_t batches) {
  for (; held_ <= batches; ++held_) {
    prefixes_[held_] = answers(reference_);
    FAULT_MUST(record_batch(reference_, held_, error));
  }
  return prefixes_.at(batches);
}

std::string Survivor::examine(const std::string& path, std::int64_t acknowledged,
                              std::int64_t begun, std::int64_t* batches) {
  try {
    kith_book* book = open_book(path, KITH_DURABILITY_FULL, true);
    struct Close {
      kith_book* book;
      ~Close() { kith_book_close(book); }
    } close{book};
    FAULT_MUST(kith_book_check(book, error));
    std::int64_t position = 0;
    FAULT_MUST(kith_book_watermark(book, "outbox", -1, &position, error));
    const std::int64_t holds = position + 1;
    if (batches != nullptr) *batches = holds;
    if (holds < acknowledged)
      return "lost: " + std::to_string(acknowledged) + " acknowledged, " +
             std::to_string(holds) + " there";
    if (holds > begun) return "more than was ever given";
    if (answers(book) != prefix(holds)) return "half: not the answers of the prefix";
    std::int64_t differed = 0;
    FAULT_MUST(kith_book_rebuild(book, nullptr, nullptr, &differed, error));
    if (differed != 0) return "half: states differ from the facts";
    return "";
  } catch (const std::runtime_error& e) {
    return std::string("damaged: ") + e.what();
  }
}

}  // namespace fault
