// The public handle over the engine.
#include "kith/book/book.hpp"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "book/audit.hpp"
#include "book/audit_log.hpp"
#include "book/book_impl.hpp"
#include "book/book_source.hpp"
#include "book/catch_up.hpp"
#include "book/codec.hpp"
#include "book/copies.hpp"
#include "book/erase_call.hpp"
#include "book/guard.hpp"
#include "book/recorder.hpp"
#include "book/schema.hpp"

namespace kith {

using book::attempt;
using book::guard;

Book::Book(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Book::Book(Book&&) noexcept = default;

namespace {

// A child that closed its parent's file could take the parent's locks and log with it:
// there the handle is left alone.
template <class Impl>
void close(std::unique_ptr<Impl>& impl) {
  if (impl && !impl->engine.same_process()) static_cast<void>(impl.release());
  impl.reset();
}

}  // namespace

Book& Book::operator=(Book&& other) noexcept {
  if (this != &other) {
    close(impl_);
    impl_ = std::move(other.impl_);
  }
  return *this;
}

Book::~Book() { close(impl_); }

Result<Book> Book::open(const std::string& path, const BookOptions& options) {
  try {
    auto impl = std::make_unique<Impl>(book::open_database(path, options), path);
    impl->read_only = options.read_only;
    return Book(std::move(impl));
  } catch (const SQLite::Exception& e) {
    return book::error_of(e, "opening the book").with("path", path);
  } catch (const Error& e) {
    return e;
  }
}

Result<RecordResult> Book::record(const Batch& batch, Instant now,
                                  const RecordOptions& options) {
  return attempt(impl_->engine, "recording", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    impl_->check_may_write();
    book::Store& store = impl_->engine.store();
    book::WriteScope scope(store);
    const std::int64_t pages_before = store.pages_written();
    RecordResult result = book::Recorder(impl_->engine, batch, now, options).run();
    if (!options.dry_run) {
      scope.commit();
      impl_->check_log();
      if (result.texts_erased > 0) book::finish_erasure(store);
    }
    result.pages_written = store.pages_written() - pages_before;
    return result;
  });
}

std::shared_ptr<const Source> Book::source() const {
  return std::make_shared<const book::BookSource>(impl_->engine);
}

const Settings& Book::settings() const { return impl_->engine.first_meta().settings; }

const HashKey& Book::salt() const { return impl_->engine.first_meta().salt; }

namespace {

book::Meta meta_of(book::Engine& engine) {
  return guard(engine, "reading the book", [&] {
    const std::lock_guard turn(engine.mutex());
    const book::ReadScope scope(engine.store());
    return engine.store().meta();
  });
}

}  // namespace

std::int64_t Book::fact_count() const { return meta_of(impl_->engine).facts; }

std::int64_t Book::customer_count() const { return meta_of(impl_->engine).customers; }

Instant Book::last_recorded() const { return meta_of(impl_->engine).last_recorded; }

std::int64_t Book::watermark(std::string_view source) const {
  return guard(impl_->engine, "reading a watermark", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    const book::ReadScope scope(impl_->engine.store());
    return impl_->engine.store().watermark(source);
  });
}

std::vector<CustomerKey> Book::awake(const PersonKey& owner, Date day) const {
  return guard(impl_->engine, "reading an owner's list", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    book::Store& store = impl_->engine.store();
    const book::ReadScope scope(store);
    std::vector<CustomerKey> keys;
    const book::Behind behind = store.meta().behind;
    for (const book::ChunkRow& chunk : store.chunks_of(owner)) {
      for (book::Slot& slot : book::slots_from(chunk.slots)) {
        if (behind.holds(slot.customer)) slot = book::fresh_slot(impl_->engine, slot);
        if (slot.outlook.wake <= day) keys.push_back(slot.key);
      }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  });
}

Result<std::int64_t> Book::rebuild(
    const std::function<bool(std::int64_t, std::int64_t)>& progress) {
  return attempt(impl_->engine, "rebuilding", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    impl_->check_may_write();
    book::WriteScope scope(impl_->engine.store());
    const std::int64_t differed = book::rebuild_book(impl_->engine, progress);
    scope.commit();
    impl_->check_log();
    return differed;
  });
}

std::int64_t Book::behind() const { return meta_of(impl_->engine).behind.count(); }

Result<std::int64_t> Book::catch_up(std::int64_t customers) {
  return attempt(impl_->engine, "catching up", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    impl_->check_may_write();
    book::WriteScope scope(impl_->engine.store());
    const std::int64_t left = book::catch_up(impl_->engine, customers);
    scope.commit();
    impl_->check_log();
    return left;
  });
}

Result<void> Book::check() const {
  return attempt(impl_->engine, "checking", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    const book::ReadScope scope(impl_->engine.store());
    book::check_book(impl_->engine);
  });
}

Result<void> Book::record_audit(const AuditRecord& record) {
  return attempt(impl_->engine, "recording who read", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    impl_->check_may_write();
    book::check_audit(record);
    book::WriteScope scope(impl_->engine.store());
    book::put_audit(impl_->engine.store(), record);
    scope.commit();
    impl_->check_log();
  });
}

Result<Table> Book::audit(const AuditOptions& options) const {
  return attempt(impl_->engine, "reading the audit", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    const book::ReadScope scope(impl_->engine.store());
    return book::audit_table(impl_->engine.store(), options);
  });
}

namespace {

// Made beside its place and moved there whole: a backup that fails leaves nothing under
// its name.
void copy_to(SQLite::Database& from, const std::string& path) {
  namespace fs = std::filesystem;
  const std::string part = path + ".part";
  std::error_code ignored;
  fs::remove(part, ignored);
  try {
    SQLite::Database to(part, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    to.exec("PRAGMA synchronous = FULL");
    SQLite::Backup backup(to, from);
    if (const int code = backup.executeStep(-1); code != SQLITE_DONE)
      throw book::error_of(code, "backing up");  // SQLiteCpp keeps quiet of a busy file
  } catch (...) {
    fs::remove(part, ignored);
    throw;
  }
  std::error_code error;
  fs::rename(part, path, error);
  if (!error) return;
  fs::remove(part, ignored);
  throw Error(Status::unavailable, Reason::io, "the backup cannot be put in its place")
      .with("path", path);
}

}  // namespace

Result<void> Book::backup(const std::string& path) const {
  return attempt(impl_->engine, "backing up", [&] {
    const std::lock_guard turn(impl_->engine.mutex());
    if (path.empty()) throw invalid(Reason::missing_value, "a backup needs a path");
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) {
      throw Error(Status::already_exists, Reason::duplicate,
                  "a backup overwrites no file")
          .with("path", path);
    }
    book::Store& store = impl_->engine.store();
    if (impl_->read_only) return copy_to(store.database(), path);
    const std::string known = book::path_of_copy(path);
    const bool fresh = book::keep_copy(store, known);
    try {
      copy_to(store.database(), path);
    } catch (...) {
      if (fresh) book::forget_copy(store, known);
      throw;
    }
  });
}

}  // namespace kith
