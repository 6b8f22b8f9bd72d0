#include "book/erase_call.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "book/book_impl.hpp"
#include "book/copies.hpp"
#include "book/guard.hpp"
#include "book/recorder.hpp"

namespace kith {

namespace book {
namespace {

/// The customers to get a tombstone, ascending.
std::vector<CustomerKey> roots_of(Engine& engine, const EraseOptions& options) {
  Store& store = engine.store();
  if (!options.customer.empty() && !options.contact.empty()) {
    throw invalid(Reason::conflict, "either a customer or a contact is erased")
        .at("contact");
  }
  std::vector<CustomerKey> roots;
  if (!options.customer.empty() && store.customer(options.customer)) {
    const RulesPtr rules = engine.rules();
    roots = rules->merges().members(rules->merges().kept(options.customer));
  }
  if (!options.contact.empty()) {
    for (const std::int64_t id : customers_with(store, options.contact))
      roots.push_back(store.customer(id).value().key);
    std::sort(roots.begin(), roots.end());
  }
  if (!roots.empty()) return roots;
  const bool contact = options.customer.empty();
  throw Error(Status::not_found, Reason::unknown_name,
              contact ? "no customer knows this contact" : "the customer is not known")
      .at(contact ? "contact" : "customer");
}

EventKey event_of(const EraseOptions& options, Instant now) {
  if (options.event != EventKey{}) return options.event;
  const Hash128 subject = KeyedHash(kDefaultSalt)
                              .part(options.customer.text())
                              .part(options.contact.text())
                              .finish();
  return {"erase", now.iso() + ":" + subject.base32()};
}

Batch tombstones(Engine& engine, const std::vector<CustomerKey>& roots, Instant now,
                 const EraseOptions& options) {
  Batch batch;
  for (const CustomerKey& root : roots) {
    Fact fact;
    fact.head.root = root;
    fact.head.event = event_of(options, now);
    fact.head.occurred = Occurred::at_instant(now, engine.first_meta().settings.zone);
    fact.head.recorded = now;
    fact.head.author = options.author;
    fact.body = EraseFact{options.contact, options.reason};
    batch.add(std::move(fact)).value();
  }
  return batch;
}

/// An erasure that is recorded already erases no words that came after it.
bool is_recorded(Store& store, const std::vector<CustomerKey>& roots,
                 const EventKey& event, const ContactKey& contact) {
  return std::any_of(roots.begin(), roots.end(), [&](const CustomerKey& root) {
    const auto row = store.customer(root);
    if (!row) return false;
    const std::vector<Fact> log = store.history(*row);
    return std::any_of(log.begin(), log.end(), [&](const Fact& f) {
      const auto* erase = std::get_if<EraseFact>(&f.body);
      return erase != nullptr && f.head.event == event && erase->contact == contact;
    });
  });
}

bool rewrite(SQLite::Database& db) noexcept {
  bool whole = false;
  try {
    db.exec("PRAGMA temp_store = FILE");  // as large as the book itself
    db.exec("VACUUM");
    whole = true;
  } catch (...) {
  }
  try {
    db.exec("PRAGMA temp_store = MEMORY");
  } catch (...) {
  }
  return whole;
}

}  // namespace

EraseFile finish_erasure(Store& store) noexcept {
  SQLite::Database& db = store.database();
  const bool whole = rewrite(db);
  const int code = sqlite3_wal_checkpoint_v2(
      db.getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (!whole) return EraseFile::failed;
  if (code == SQLITE_OK) return EraseFile::finished;
  return code == SQLITE_BUSY ? EraseFile::held : EraseFile::failed;
}

}  // namespace book

/// The steps of Book::erase().
struct EraseCall {
  Book::Impl& impl;
  Instant now;
  const EraseOptions& options;
  bool of_copy = false;
  EraseResult result = {};

  [[nodiscard]] bool names_somebody() const {
    return !options.customer.empty() || !options.contact.empty();
  }

  void record() {
    book::Engine& engine = impl.engine;
    book::WriteScope scope(engine.store());
    const auto roots = book::roots_of(engine, options);
    if (book::is_recorded(engine.store(), roots, book::event_of(options, now),
                          options.contact))
      return;
    const Batch batch = book::tombstones(engine, roots, now, options);
    const RecordOptions how{.actor = options.actor};
    book::Recorder recorder(engine, batch, now, how);
    if (of_copy) recorder.erasures().ignore_holds();
    const RecordResult recorded = recorder.run();
    result.customers = recorded.created;
    result.texts = recorded.texts_erased;
    if (options.dry_run) return;
    scope.commit();
    impl.check_log();
  }

  void finish() noexcept {
    result.file =
        options.defer ? EraseFile::deferred : book::finish_erasure(impl.engine.store());
  }

  /// A copy that is now the book itself.
  [[nodiscard]] bool is_own(const std::string& path) const noexcept {
    const FileId there = file_id(path.c_str());
    return there != FileId{} && there == file_id(impl.engine.path().c_str());
  }

  /// Of a path: whether nothing is left there.
  bool erase_in(const std::string& path) noexcept {
    try {
      if (!options.backups) return false;
      book::remove_part(path);
      if (book::stands(book::part_of(path))) return false;
      if (!book::stands(path)) return true;
      Book copy = Book::open(path).value();
      if (!book::is_copy(impl.engine.store(), copy.impl_->engine.store())) return false;
      EraseOptions there = options;
      there.backups = false;
      there.actor = {};
      EraseCall call{*copy.impl_, now, there, true};
      try {
        if (call.names_somebody()) call.record();
      } catch (const Error& e) {
        if (e.reason() != Reason::unknown_name) throw;
      }
      call.finish();
      return call.result.file == EraseFile::finished ||
             call.result.file == EraseFile::deferred;
    } catch (...) {
      return false;
    }
  }

  void erase_copies() noexcept {
    try {
      const auto copies = [&] {
        const book::ReadScope scope(impl.engine.store());
        return book::copies(impl.engine.store());
      }();
      for (const book::Copy& copy : copies) {
        if (is_own(copy.path)) continue;
        if (!book::stands(copy.path) && !book::stands(book::part_of(copy.path))) continue;
        ++(erase_in(copy.path) ? result.backups_erased : result.backups_left);
      }
    } catch (...) {
      ++result.backups_left;  // perhaps: nobody could look
    }
  }
};

Result<EraseResult> Book::erase(Instant now, const EraseOptions& options) {
  return book::attempt(impl_->engine, "erasing", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    impl_->check_may_write();
    EraseCall call{*impl_, now, options};
    if (call.names_somebody()) call.record();
    if (options.dry_run) return call.result;
    call.finish();
    call.erase_copies();
    return call.result;
  });
}

Result<Table> Book::backups() const {
  return book::attempt(impl_->engine, "reading the backups", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    const book::ReadScope scope(impl_->engine.store());
    return book::copies_table(impl_->engine.store());
  });
}

}  // namespace kith
