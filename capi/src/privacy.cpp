// Group book: erasing, the copies that were made, and who was shown what.
#include <string>

#include "args.hpp"
#include "book_handle.hpp"

namespace {

using namespace kith::capi;

kith::EraseOptions erase_options(const kith_erase_options* given) {
  const auto o = input(given, "options");
  kith::EraseOptions out;
  out.dry_run = flag(o.dry_run, "dry_run");
  out.backups = flag(o.backups, "backups");
  out.defer = flag(o.defer, "defer");
  out.customer = key_of<kith::CustomerKey>(o.customer, "customer");
  out.contact = key_of<kith::ContactKey>(o.contact, "contact");
  out.event = {std::string(text(o.source, "source")), std::string(text(o.key, "key"))};
  if (out.event.source.empty() != out.event.key.empty()) {
    throw kith::invalid(kith::Reason::missing_value, "an event key is a source and a key")
        .at(out.event.key.empty() ? "key" : "source");
  }
  out.reason = text(o.reason, "reason");
  out.author = key_of<kith::PersonKey>(o.author, "author");
  out.actor = key_of<kith::PersonKey>(o.actor, "actor");
  return out;
}

kith_erase_result result_of(const kith::EraseResult& r) {
  kith_erase_result out = KITH_ERASE_RESULT_INIT;
  out.file = static_cast<int32_t>(r.file);
  out.customers = r.customers;
  out.texts = r.texts;
  out.backups_erased = r.backups_erased;
  out.backups_left = r.backups_left;
  return out;
}

kith::AuditRecord audit_record(const kith_audit_record& given) {
  const auto o = input(&given, "record");
  reserved(o.reserved);
  return {instant(o.at, "at"),
          key_of<kith::PersonKey>(o.actor, "actor"),
          std::string(text(o.question, "question")),
          key_of<kith::CustomerKey>(o.customer, "customer"),
          key_of<kith::ContactKey>(o.contact, "contact"),
          count(o.rows, "rows")};
}

kith::AuditOptions audit_options(const kith_audit_options* given) {
  const auto o = input(given, "options");
  kith::AuditOptions out;
  if (flag(o.has_since, "has_since")) out.since = instant(o.since, "since");
  out.limit = count(o.limit, "limit");
  out.actor = key_of<kith::PersonKey>(o.actor, "actor");
  out.customer = key_of<kith::CustomerKey>(o.customer, "customer");
  return out;
}

}  // namespace

extern "C" {

kith_status kith_book_erase(kith_book* book, int64_t now,
                            const kith_erase_options* options, kith_erase_result* result,
                            kith_error** error) noexcept {
  return guard(error, [&] {
    zero(result);
    need_struct(result, "result");
    OpenBook& open = *need(book, "book").open;
    const kith::EraseOptions how = erase_options(options);
    const kith::Instant when = instant(now, "now");
    const Turn turn(&open.gate);
    write(result, result_of(open.book.erase(when, how).value()));
  });
}

kith_status kith_book_backups(kith_book* book, kith_table** table,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    OpenBook& open = *need(book, "book").open;
    need(table, "table");
    const Turn turn(&open.gate);
    *table = give_table(open.book.backups().value());
  });
}

kith_status kith_book_record_audit(kith_book* book, const kith_audit_record* record,
                                   kith_error** error) noexcept {
  return guard(error, [&] {
    OpenBook& open = *need(book, "book").open;
    const kith::AuditRecord told = audit_record(need(record, "record"));
    const Turn turn(&open.gate);
    open.book.record_audit(told).value();
  });
}

kith_status kith_book_audit(kith_book* book, const kith_audit_options* options,
                            kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    OpenBook& open = *need(book, "book").open;
    need(table, "table");
    const kith::AuditOptions how = audit_options(options);
    const Turn turn(&open.gate);
    *table = give_table(open.book.audit(how).value());
  });
}

}  // extern "C"
