// Group view: a source seen as of a day.
#include <memory>
#include <utility>

#include "args.hpp"
#include "handles.hpp"
#include "view_args.hpp"

namespace kith::capi {

Settings book_settings(const kith_settings* given, Zone of_batch) {
  const auto o = input(given, "settings");
  reserved(o.reserved);
  Settings out;
  out.zone = zone(o.has_zone, o.zone_minutes, of_batch);
  if (flag(o.has_start, "has_start")) out.start = date(o.start_day, "start_day");
  return out;
}

ViewOptions view_options(const kith_view_options* given) {
  const auto o = input(given, "options");
  ViewOptions out;
  if (flag(o.has_as_of, "has_as_of")) out.as_of = date(o.as_of, "as_of");
  if (flag(o.has_known_at, "has_known_at"))
    out.known_at = instant(o.known_at, "known_at");
  out.actor = key_of<PersonKey>(o.actor, "actor");
  return out;
}

namespace {

// The keys are those of the record, which lives as long as the call.
void tell(kith_audit audit, void* user_data, const AuditRecord& r) {
  kith_audit_record out = KITH_AUDIT_RECORD_INIT;
  out.at = r.at.micros();
  out.rows = r.rows;
  out.question = give(r.question);
  out.actor = give(r.actor.text());
  out.customer = give(r.customer.text());
  out.contact = give(r.contact.text());
  if (audit(&out, user_data) != 0) {
    throw Error(Status::cancelled, Reason::callback,
                "refused by whoever keeps the audit");
  }
}

}  // namespace

Audit audit_of(const kith_view_options* given,
               std::function<void(const AuditRecord&)> keep) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  if (!flag(o.audited, "audited")) return {};
  const Instant at = instant(o.audited_at, "audited_at");
  if (o.audit != nullptr) {
    keep = [=](const AuditRecord& r) { tell(o.audit, o.user_data, r); };
  }
  if (!keep) {
    throw invalid(Reason::missing_value,
                  "without a book that may be written somebody "
                  "else has to keep the audit")
        .at("audit");
  }
  PersonKey actor(std::string(text(o.actor, "actor")));
  return
      [=, keep = std::move(keep)](std::string_view question, const CustomerKey& customer,
                                  const ContactKey& contact, std::int64_t rows) {
        keep({at, actor, std::string(question), customer, contact, rows});
      };
}

}  // namespace kith::capi

namespace {

using namespace kith::capi;

}  // namespace

extern "C" {

kith_status kith_view_open_over_batch(const kith_batch* batch,
                                      const kith_settings* settings,
                                      const kith_view_options* options, kith_view** view,
                                      kith_error** error) noexcept {
  return guard(error, [&] {
    zero(view);
    const kith_batch& b = need(batch, "batch");
    const kith::Settings told = book_settings(settings, b.zone);
    const kith::ViewOptions cut = view_options(options);
    need(view, "view");
    auto source = kith::TablesSource::open(b.batch, told).value();
    Audit audit = audit_of(options);
    *view = new kith_view{nullptr, kith::View(std::move(source), cut), told.zone,
                          std::move(audit)};
  });
}

kith_status kith_view_as_of(const kith_view* view, int32_t* day,
                            kith_error** error) noexcept {
  return guard(error, [&] {
    zero(day);
    const kith::View& v = need(view, "view").view;
    need(day, "day") = v.as_of().days();
  });
}

void kith_view_close(kith_view* view) noexcept { delete view; }

}  // extern "C"
