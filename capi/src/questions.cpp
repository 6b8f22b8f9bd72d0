// Group questions: each a view and small options to a table.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "args.hpp"
#include "ask.hpp"
#include "decide.hpp"
#include "handles.hpp"

namespace {

using namespace kith::capi;

constexpr int32_t kMostDays = 36'600;

int64_t limit_of(const kith_list_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  return count(o.limit, "limit");
}

kith::DueOptions due_options(const kith_due_options* given) {
  const auto o = input(given, "options");
  kith::DueOptions out;
  out.owner = key_of<kith::PersonKey>(o.owner, "owner");
  auto customer = key_of<kith::CustomerKey>(o.customer, "customer");
  if (!customer.empty()) out.customer = std::move(customer);
  out.with_kept = !flag(o.hide_kept, "hide_kept");
  out.with_snoozed = flag(o.with_snoozed, "with_snoozed");
  out.with_context = flag(o.with_context, "with_context");
  out.limit = count(o.limit, "limit");
  return out;
}

kith::OverdueOptions overdue_options(const kith_overdue_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  return {key_of<kith::PersonKey>(o.owner, "owner"), count(o.limit, "limit")};
}

kith::MilestoneOptions milestone_options(const kith_milestone_options* given) {
  const auto o = input(given, "options");
  kith::MilestoneOptions out;
  out.owner = key_of<kith::PersonKey>(o.owner, "owner");
  out.open_only = !flag(o.with_closed, "with_closed");
  out.limit = count(o.limit, "limit");
  return out;
}

kith::FunnelOptions funnel_options(const kith_funnel_options* given, kith::Date as_of) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  kith::FunnelOptions out;
  out.period = period(o.has_period, o.period_first, o.period_last, as_of);
  out.pipeline = text(o.pipeline, "pipeline");
  out.by_owner = flag(o.by_owner, "by_owner");
  return out;
}

kith::RatesOptions rates_options(const kith_rates_options* given, kith::Date as_of) {
  const auto o = input(given, "options");
  kith::RatesOptions out;
  out.period = period(o.has_period, o.period_first, o.period_last, as_of);
  out.by_owner = flag(o.by_owner, "by_owner");
  if (count(o.churn_days, "churn_days") != 0) out.churn_days = o.churn_days;
  return out;
}

kith::PoolOptions pool_options(const kith_pool_options* given) {
  const auto o = input(given, "options");
  kith::PoolOptions out;
  out.pool_only = flag(o.pool_only, "pool_only");
  out.limit = count(o.limit, "limit");
  out.owner = key_of<kith::PersonKey>(o.owner, "owner");
  return out;
}

kith::CaseOptions case_options(const kith_case_options* given) {
  const auto o = input(given, "options");
  kith::CaseOptions out;
  out.owner = key_of<kith::PersonKey>(o.owner, "owner");
  out.customer = key_of<kith::CustomerKey>(o.customer, "customer");
  out.open_only = flag(o.open_only, "open_only");
  out.limit = count(o.limit, "limit");
  return out;
}

kith::AtRiskOptions at_risk_options(const kith_at_risk_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  return {key_of<kith::PersonKey>(o.owner, "owner"), count(o.limit, "limit")};
}

kith::ContactOptions contact_options(const kith_contact_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  return {key_of<kith::CustomerKey>(o.customer, "customer"),
          key_of<kith::ContactKey>(o.contact, "contact"), count(o.limit, "limit")};
}

kith::CompletenessOptions completeness_options(const kith_completeness_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  kith::CompletenessOptions out;
  out.owner = key_of<kith::PersonKey>(o.owner, "owner");
  out.customer = key_of<kith::CustomerKey>(o.customer, "customer");
  out.record_days = static_cast<int32_t>(count(o.record_days, "record_days"));
  if (out.record_days > kMostDays) {
    throw kith::invalid(kith::Reason::bad_number, "more days than a calendar has")
        .at("record_days");
  }
  out.incomplete_only = flag(o.incomplete_only, "incomplete_only");
  out.limit = count(o.limit, "limit");
  return out;
}

kith::DuplicateOptions duplicate_options(const kith_duplicate_options* given) {
  const auto o = input(given, "options");
  kith::DuplicateOptions out;
  out.fields.person = flag(o.person, "person");
  out.limit = count(o.limit, "limit");
  out.customer = key_of<kith::CustomerKey>(o.customer, "customer");
  out.fields.name = text(o.name, "name");
  out.fields.region = text(o.region, "region");
  out.fields.credit_code = text(o.credit_code, "credit_code");
  out.fields.phone = text(o.phone, "phone");
  out.fields.parent = text(o.parent, "parent");
  out.owner = key_of<kith::PersonKey>(o.owner, "owner");
  return out;
}

kith::SubjectOptions subject_options(const kith_subject_options* given) {
  const auto o = input(given, "options");
  reserved(o.reserved);
  return {key_of<kith::CustomerKey>(o.customer, "customer"),
          key_of<kith::ContactKey>(o.contact, "contact")};
}

kith::RetentionOptions retention_options(const kith_retention_options* given) {
  const auto o = input(given, "options");
  kith::RetentionOptions out;
  out.months = o.months;
  out.limit = count(o.limit, "limit");
  std::string_view stages = text(o.stage, "stage");
  while (!stages.empty()) {
    const std::size_t end = std::min(stages.find('|'), stages.size());
    out.stages.emplace_back(stages.substr(0, end));
    stages.remove_prefix(std::min(end + 1, stages.size()));
  }
  out.kind = text(o.kind, "kind");
  return out;
}

}  // namespace

extern "C" {

kith_status kith_view_customers(const kith_view* view, const kith_list_options* options,
                                kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const int64_t limit = limit_of(options);
    ask.give(first_rows(ask.view.customers(), limit));
  });
}

kith_status kith_view_due(const kith_view* view, const kith_due_options* options,
                          kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const kith::DueOptions how = due_options(options);
    ask.give(ask.view.due(how), how.customer.value_or(kith::CustomerKey()));
  });
}

kith_status kith_view_overdue(const kith_view* view, const kith_overdue_options* options,
                              kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give(ask.view.overdue(overdue_options(options)));
  });
}

kith_status kith_view_tiers(const kith_view* view, const kith_list_options* options,
                            kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const int64_t limit = limit_of(options);
    ask.give(first_rows(ask.view.tiers(), limit));
  });
}

kith_status kith_view_milestones(const kith_view* view,
                                 const kith_milestone_options* options,
                                 kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give(ask.view.milestones(milestone_options(options)));
  });
}

kith_status kith_view_funnel(const kith_view* view, const kith_funnel_options* options,
                             kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give_sums(ask.view.funnel(funnel_options(options, ask.view.as_of())));
  });
}

kith_status kith_view_rates(const kith_view* view, const kith_rates_options* options,
                            kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give_sums(ask.view.rates(rates_options(options, ask.view.as_of())));
  });
}

kith_status kith_view_history(const kith_view* view, const char* customer,
                              int64_t customer_size, const kith_list_options* options,
                              kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const int64_t limit = limit_of(options);
    const kith::CustomerKey key(
        std::string(filled_text(customer, customer_size, "customer")));
    ask.give(first_rows(ask.view.history(key), limit), key);
  });
}

kith_status kith_view_field_history(const kith_view* view, const char* customer,
                                    int64_t customer_size, const char* field,
                                    int64_t field_size, const kith_list_options* options,
                                    kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const int64_t limit = limit_of(options);
    const kith::CustomerKey key(
        std::string(filled_text(customer, customer_size, "customer")));
    const std::string_view name = text(field, field_size, "field");
    ask.give(first_rows(ask.view.field_history(key, name), limit), key);
  });
}

kith_status kith_view_contacts(const kith_view* view, const kith_contact_options* options,
                               kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const kith::ContactOptions how = contact_options(options);
    ask.give(ask.view.contacts(how), how.customer, how.contact);
  });
}

kith_status kith_view_completeness(const kith_view* view,
                                   const kith_completeness_options* options,
                                   kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const kith::CompletenessOptions how = completeness_options(options);
    ask.give(ask.view.completeness(how), how.customer);
  });
}

kith_status kith_view_subject_export(const kith_view* view,
                                     const kith_subject_options* options,
                                     kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    need(options, "options");
    const kith::SubjectOptions how = subject_options(options);
    ask.give(ask.view.subject_export(how), how.customer, how.contact);
  });
}

kith_status kith_view_retention(const kith_view* view,
                                const kith_retention_options* options, kith_table** table,
                                kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    need(options, "options");
    ask.give(ask.view.retention_due(retention_options(options)));
  });
}

kith_status kith_view_promises_kept(const kith_view* view,
                                    const kith_list_options* options, kith_table** table,
                                    kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const int64_t limit = limit_of(options);
    ask.give_sums(first_rows(ask.view.promises_kept(), limit));
  });
}

kith_status kith_view_review_tiers(const kith_view* view, const char* run,
                                   int64_t run_size, int32_t effective, int64_t recorded,
                                   kith_batch** decisions, kith_table** table,
                                   kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    const std::string_view name = filled_text(run, run_size, "run");
    const kith::Date from = date(effective, "effective");
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.review_tiers(name, from, when); });
  });
}

kith_status kith_view_pool(const kith_view* view, const kith_pool_options* options,
                           kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give(ask.view.pool(pool_options(options)));
  });
}

kith_status kith_view_duplicates(const kith_view* view,
                                 const kith_duplicate_options* options,
                                 kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    need(options, "options");
    const kith::DuplicateOptions how = duplicate_options(options);
    ask.give(ask.view.duplicates(how), how.customer);
  });
}

kith_status kith_view_duplicate_pairs(const kith_view* view,
                                      const kith_list_options* options,
                                      kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const int64_t limit = limit_of(options);
    ask.give(ask.view.duplicate_pairs(limit));
  });
}

kith_status kith_view_release_pool(const kith_view* view, const char* run,
                                   int64_t run_size, int64_t recorded,
                                   kith_batch** decisions, kith_table** table,
                                   kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    const std::string_view name = filled_text(run, run_size, "run");
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.release_pool(name, when); });
  });
}

kith_status kith_view_assign(const kith_view* view, const char* run, int64_t run_size,
                             int64_t recorded, kith_batch** decisions, kith_table** table,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    const std::string_view name = filled_text(run, run_size, "run");
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.assign(name, when); });
  });
}

kith_status kith_view_spread(const kith_view* view, const char* run, int64_t run_size,
                             int64_t recorded, kith_batch** decisions, kith_table** table,
                             kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    const std::string_view name = filled_text(run, run_size, "run");
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.spread(name, when); });
  });
}

kith_status kith_view_claim(const kith_view* view, const char* person,
                            int64_t person_size, const kith_string_view* customers,
                            int64_t count, int64_t recorded, kith_batch** decisions,
                            kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    const kith::PersonKey who(std::string(filled_text(person, person_size, "person")));
    const std::vector<kith::CustomerKey> keys = customer_keys(customers, count);
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.claim(who, keys, when); });
  });
}

kith_status kith_view_merge(const kith_view* view, const char* kept, int64_t kept_size,
                            const char* merged, int64_t merged_size, const char* reason,
                            int64_t reason_size, int64_t recorded, kith_batch** decisions,
                            kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    kith::MergeOptions options;
    options.kept = kith::CustomerKey(std::string(filled_text(kept, kept_size, "kept")));
    options.merged =
        kith::CustomerKey(std::string(filled_text(merged, merged_size, "merged")));
    options.reason = text(reason, reason_size, "reason");
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.merge(options, when); });
  });
}

kith_status kith_view_unmerge(const kith_view* view, const char* merged,
                              int64_t merged_size, int64_t recorded,
                              kith_batch** decisions, kith_table** table,
                              kith_error** error) noexcept {
  return guard(error, [&] {
    const Decide decide(view, decisions, table);
    const kith::CustomerKey key(std::string(filled_text(merged, merged_size, "merged")));
    const kith::Instant when = recorded_time(recorded);
    decide.give([&](const kith::View& v) { return v.unmerge(key, when); });
  });
}

kith_status kith_view_cases(const kith_view* view, const kith_case_options* options,
                            kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    const kith::CaseOptions how = case_options(options);
    ask.give(ask.view.cases(how), how.customer);
  });
}

kith_status kith_view_at_risk(const kith_view* view, const kith_at_risk_options* options,
                              kith_table** table, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(table);
    const Ask ask(view, table);
    ask.give(ask.view.at_risk(at_risk_options(options)));
  });
}

}  // extern "C"
