// Rows of customers, and how a row of any kind finds its customer.
//
//   客户名称,客户编号,客户分级,历史合作金额(万元),负责人,最后跟进时间
//   YY制造集团,C-7,A级,120,赵*,2023-10-15   → customer C-7, its contact, owner, opening
//   touch
//
// Cells are read before the first fact is made, so that a refused row leaves nothing.
#include <algorithm>

#include "exchange/importer.hpp"
#include "exchange/words.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

// Sources of the facts that hold nothing but a customer's name, as another row gave it.
constexpr const char* kByName = "sheet:mention:name";
constexpr const char* kByNumber = "sheet:mention:number";

}  // namespace

const MoneyCell* CustomerCells::amount(std::string_view column) const {
  for (const auto& [at, amount] : amounts) {
    if (at == column) return &amount;
  }
  return nullptr;
}

// ---- which customer
// -------------------------------------------------------------------------------------------

void Importer::stop_nameless() const {
  const auto filled =
      std::count_if(body_->cells.begin(), body_->cells.end(),
                    [](const Cell& cell) { return cell.kind != CellKind::empty; });
  // One cell is a remark below the table; more are data that would be lost.
  const bool by_name = table_->header.find("customer") != nullptr;
  stop(filled > 1 ? RowOutcome::refused : RowOutcome::skipped,
       by_name ? "customer" : "customer_id", "no_customer", "没有客户名称",
       "names no customer");
}

void Importer::stop_ambiguous(const CustomerLink& link) const {
  const std::string count = std::to_string(link.keys.size());
  stop(RowOutcome::conflict, "customer", "ambiguous", "可能是 " + count + " 个客户之一",
       "could be any of " + count + " customers");
}

CustomerKey Importer::key_of_name(std::string_view name) const {
  return CustomerKey("c" + hash({"customer", parse_company_name(name).folded}));
}

const Fact* Importer::mention_of(const CustomerKey& key) const {
  for (const char* source : {kByName, kByNumber}) {
    if (const Fact* fact = known_.latest(key, {source, key.text()})) return fact;
  }
  return nullptr;
}

bool Importer::is_mentioned_only(const CustomerKey& key) const {
  const std::vector<Fact>& facts = known_.facts(key);
  const auto told = std::count_if(facts.begin(), facts.end(), [](const Fact& fact) {
    return std::holds_alternative<CustomerFact>(fact.body) &&
           fact.head.event.source != kByName && fact.head.event.source != kByNumber;
  });
  return told == 0 && mention_of(key) != nullptr;
}

bool Importer::is_unnumbered(const CustomerKey& key, const std::string& name) const {
  return key == key_of_name(name) || known_.latest(key, {kByName, key.text()}) != nullptr;
}

CustomerKey Importer::make_customer(const CustomerKey& key, const std::string& name,
                                    Date day, std::string_view column) {
  emit(key, {key == key_of_name(name) ? kByName : kByNumber, key.text()},
       Occurred::on(day), {}, [&](const FactHead& head, Batch& words) {
         return FactBody(
             CustomerFact{{{Field::name, words.put_text(head, "name", name)}}});
       });
  roster_.add_customer(key, name, PersonKey());
  note(column, "customer_created", "新建客户“" + name + "”", "a new customer " + name);
  return key;
}

CustomerKey Importer::known_customer(Date day) {
  const std::string written = tidy(text("customer"));
  const std::string number = id();
  if (written.empty() && number.empty()) stop_nameless();
  row_.customer = written.empty() ? number : written;
  if (!number.empty() && roster_.has(CustomerKey(number))) {
    row_.key = CustomerKey(number);
    return row_.key;
  }
  CustomerLink link = written.empty() ? CustomerLink() : roster_.link(written);
  // A customer with a number of its own is not the one of another number.
  if (!number.empty() && link.found() &&
      !is_unnumbered(link.keys.front(), link.names.front()))
    link = {};
  if (link.keys.empty()) {
    if (!options_.create_customers) {
      const bool by_name = number.empty();
      stop(RowOutcome::refused, by_name ? "customer" : "customer_id", "unknown_customer",
           by_name ? "没有叫“" + written + "”的客户" : "没有编号为“" + number + "”的客户",
           by_name ? "no customer is called " + written
                   : "no customer has the number " + number);
    }
    row_.key = number.empty() ? key_of_name(written) : CustomerKey(number);
    return make_customer(row_.key, row_.customer, day,
                         written.empty() ? "customer_id" : "customer");
  }
  if (!link.found()) stop_ambiguous(link);
  row_.customer = link.names.front();
  row_.key = link.keys.front();
  row_.linked_by_other_name = link.strength != LinkStrength::same_folded;
  if (link.strength == LinkStrength::short_core) {
    note("customer", "linked_by_short_name", "按简称关联到“" + row_.customer + "”",
         "linked by short name");
  } else if (link.strength == LinkStrength::same_core) {
    note("customer", "linked_by_core", "按字号关联到“" + row_.customer + "”",
         "linked by core name");
  }
  return row_.key;
}

CustomerKey Importer::take_name(const CustomerKey& key, const std::string& number) {
  const auto [taken, fresh] = taken_by_.try_emplace(key, number);
  if (!fresh && taken->second != number) {
    stop(RowOutcome::conflict, "customer_id", "number_conflict",
         "同名客户已有编号“" + taken->second + "”",
         "the customer of this name has the number " + taken->second);
  }
  note("customer_id", "linked_by_name", "按名称关联到已有客户",
       "linked by its name to a customer that is there without a number");
  return key;
}

CustomerKey Importer::customer_of_sheet(std::string& name, bool& fresh) {
  fresh = false;
  const std::string number = id();
  name = tidy(text("customer"));
  if (name.empty() && number.empty()) stop_nameless();
  if (name.empty()) {
    name = number;
    note("customer_id", "named_by_number", "没有名称，以编号为名",
         "without a name: its number is its name");
  }
  if (!number.empty() && roster_.has(CustomerKey(number))) return CustomerKey(number);
  const CustomerLink link = roster_.link(name);
  const bool mentioned = link.found() && is_mentioned_only(link.keys.front());
  if (!number.empty()) {
    const bool unnumbered = link.found() && link.strength >= LinkStrength::same_core &&
                            is_unnumbered(link.keys.front(), link.names.front());
    if (unnumbered) return take_name(link.keys.front(), number);
    fresh = true;
    return CustomerKey(number);
  }
  if (link.found() && (link.strength >= LinkStrength::same_core || mentioned)) {
    if (link.strength != LinkStrength::same_folded) {
      row_.linked_by_other_name = true;
      note("customer", "linked_by_core", "按字号关联到“" + link.names.front() + "”",
           "linked to " + link.names.front() + " by its core name");
    }
    if (!mentioned) name = link.names.front();
    return link.keys.front();
  }
  if (link.keys.size() > 1 && link.strength >= LinkStrength::same_core) {
    stop_ambiguous(link);
  }
  if (link.found()) {
    note("customer", "similar_name", "与“" + link.names.front() + "”相近",
         "resembles " + link.names.front());
  }
  fresh = true;
  return key_of_name(name);
}

CustomerKey Importer::parent_of(const CustomerKey& child, Date day) {
  const std::string written = tidy(text("parent"));
  if (written.empty()) return {};
  const CustomerLink link = roster_.link(written);
  if (link.found() && link.keys.front() != child) return link.keys.front();
  if (link.found()) {
    note("parent", "parent_itself", "上级客户是客户自己，未采用",
         "the parent is the customer itself and is left out");
  } else if (link.keys.empty() && options_.create_customers) {
    return make_customer(key_of_name(written), written, day, "parent");
  } else if (link.keys.empty()) {
    note("parent", "parent_unknown",
         "上级客户“" + written + "”尚不是已知客户，未关联；其导入后再导一次即可",
         "the parent " + written +
             " is no customer yet and is left out: import again once it is");
  } else {
    note("parent", "parent_ambiguous",
         "上级客户可能是 " + std::to_string(link.keys.size()) + " 个客户之一，未关联",
         "the parent could be any of " + std::to_string(link.keys.size()) +
             " customers and is left out");
  }
  return {};
}

// ---- a row of the customer sheet
// ------------------------------------------------------------------------------

std::optional<std::int64_t> Importer::purchase_cycle() {
  const std::string written = text("cycle");
  if (written.empty()) return std::nullopt;
  const auto days = cycle_days(written);
  if (!days) {
    note("cycle", "cycle_unknown", "采购周期“" + written + "”无法识别，未采用",
         "the purchase cycle " + written + " is no number of days and is left out");
  }
  return days;
}

void Importer::check_phone() {
  if (text("phone").empty()) return;
  const Result<Phone> parsed = classify_phone(cell("phone"));
  if (!parsed) stop("phone", parsed.error());
  if (parsed->kind == PhoneKind::damaged_mask) {
    note("phone", "phone_damaged", "联系方式不完整，按原文保留",
         "the phone has lost digits and is kept as text");
  } else if (parsed->kind == PhoneKind::unknown) {
    note("phone", "phone_unknown", "联系方式无法识别，按原文保留",
         "not a phone that is known, kept as text");
  }
}

CustomerCells Importer::read_customer_cells() {
  CustomerCells cells;
  cells.last_followup = date("last_followup");
  const auto created = date("created");
  cells.day = cells.last_followup ? cells.last_followup->date
              : created           ? created->date
                                  : options_.zone.day_of(options_.now);
  if (const std::string written = text("tier"); !says_nothing(written)) {
    const auto parsed = parse_tier(written);
    if (!parsed) stop("tier", parsed.error());
    cells.tier = *parsed;
  }
  if (const std::string written = text("stage"); !says_nothing(written)) {
    const auto parsed = parse_cooperation(written);
    if (!parsed) stop("stage", parsed.error());
    cells.stage = stage_of(*parsed);
  }
  for (const std::string_view column :
       {"past_amount", "annual_purchase", "profit", "budget"}) {
    const auto amount = money(column);
    if (!amount) continue;
    if (amount->low < 0)
      stop(RowOutcome::refused, column, "bad_money", "金额为负", "a negative amount");
    if (amount->approximate && column != std::string_view("budget")) {
      note(column, "approximate", "金额为约数，取下限",
           "an approximate amount: its lower end is taken");
    }
    if (!cells.amounts.empty() &&
        cells.amounts.front().second.currency != amount->currency) {
      stop(RowOutcome::conflict, column, "conflict", "同一行有两种币种",
           "the amounts of one row are in two currencies");
    }
    cells.amounts.emplace_back(column, *amount);
  }
  check_phone();
  cells.cycle = purchase_cycle();
  cells.kind = customer_kind_of(text("customer_kind"));
  cells.do_not_contact = is_affirmative(text("do_not_contact"));
  return cells;
}

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += '|';
    out += word;
  }
  return out;
}

}  // namespace

std::vector<std::pair<Field, FieldValue>> Importer::customer_fields(
    const FactHead& head, Batch& words, const CustomerCells& cells,
    const CustomerKey& parent) {
  std::vector<std::pair<Field, FieldValue>> fields;
  const auto word = [&](Field field, std::string_view column) {
    if (const std::string value = text(column); !value.empty())
      fields.emplace_back(field, value);
  };
  const auto amount = [&](Field field, std::string_view column) {
    if (const MoneyCell* found = cells.amount(column))
      fields.emplace_back(field, Money{found->low, found->currency});
  };
  const auto rating = [&](Field field, std::string_view column) {
    if (const auto found = rating_of(text(column)))
      fields.emplace_back(field, static_cast<std::int64_t>(*found));
  };
  if (!cells.kind.empty()) fields.emplace_back(Field::kind, cells.kind);
  fields.emplace_back(Field::name, words.put_text(head, "name", row_.customer));
  word(Field::industry, "industry");
  word(Field::size, "size");
  word(Field::region, "region");
  if (cells.stage)
    fields.emplace_back(Field::stage, static_cast<std::int64_t>(*cells.stage));
  if (!cells.tier.empty()) fields.emplace_back(Field::file_tier, cells.tier);
  if (const std::string need = text("core_need"); !need.empty())
    fields.emplace_back(Field::core_need, words.put_text(head, "core_need", need));
  amount(Field::past_amount, "past_amount");
  amount(Field::annual_purchases, "annual_purchase");
  amount(Field::annual_profit, "profit");
  rating(Field::industry_growth, "growth");
  rating(Field::willingness, "willingness");
  if (cells.cycle) fields.emplace_back(Field::purchase_cycle, *cells.cycle);
  amount(Field::budget_low, "budget");
  if (const MoneyCell* budget = cells.amount("budget"); budget != nullptr && budget->high)
    fields.emplace_back(Field::budget_high, Money{*budget->high, budget->currency});
  if (const auto products = split_values(text("products")); !products.empty())
    fields.emplace_back(Field::products, joined(products));
  word(Field::competitor, "competitor");
  if (!parent.empty()) fields.emplace_back(Field::parent, parent.text());
  word(Field::credit_code, "credit_code");
  if (cells.do_not_contact) fields.emplace_back(Field::do_not_contact, std::int64_t{1});
  std::vector<std::string> needs;
  for (const std::string& written : split_values(text("needs")))
    needs.push_back(need_of(written));
  if (!needs.empty()) fields.emplace_back(Field::needs, joined(needs));
  word(Field::origin, "source");
  word(Field::lost_cause, "lost_cause");
  return fields;
}

void Importer::put_contact(const CustomerKey& key, Date day) {
  const std::string name = text("contact");
  const std::string phone = text("phone");
  const std::string mail = text("email");
  const std::string account = text("wechat");
  if (name.empty() && phone.empty() && mail.empty() && account.empty()) return;
  const ContactKey contact("k" + hash({"contact", key.text(), fold_tight(name)}));
  emit(key, event(hash({"contact", key.text(), contact.text(), day.iso()}), "contact"),
       Occurred::on(day), {}, [&](const FactHead& head, Batch& words) {
         ContactFact fact;
         fact.contact = contact;
         fact.name = words.put_text(head, "name", name);
         fact.position = words.put_text(head, "position", text("position"));
         fact.phone = words.put_text(head, "phone", phone);
         fact.mail = words.put_text(head, "mail", mail);
         fact.message = words.put_text(head, "message", account);
         fact.decision_role = text("decision_role");
         return FactBody(std::move(fact));
       });
}

void Importer::add_tags(const CustomerKey& key, Date day) {
  for (const std::string& written : split_values(text("tags"))) {
    const std::string tag = tag_of(written);
    emit(key, event(hash({"tag", key.text(), tag, day.iso()}), "tag"), Occurred::on(day),
         {}, [&](const FactHead&, Batch&) {
           return FactBody(TagFact{tag, true, std::nullopt});
         });
  }
}

void Importer::put_owner(const CustomerKey& key, Date day, const PersonKey& owner) {
  if (owner.empty()) return;
  const PersonKey held_by = roster_.owner(key);
  const EventKey taken = event(hash({"customers", key.text(), day.iso()}), "owner");
  if (held_by.empty()) {
    emit(key, taken, Occurred::on(day), owner,
         [&](const FactHead&, Batch&) { return FactBody(OwnerFact{owner}); });
    roster_.set_owner(key, owner);
  } else if (held_by != owner) {
    row_.remarks.push_back({RowOutcome::conflict, header("owner"), "owner_conflict",
                            text("owner"), "撞单：客户已有其他负责人",
                            "the customer has another owner already"});
  } else if (known_.latest(key, taken) != nullptr) {
    ++unchanged_;
  }
}

void Importer::customer_row() {
  const CustomerCells cells = read_customer_cells();
  const Date day = cells.day;
  bool fresh = false;
  std::string name;
  const CustomerKey key = customer_of_sheet(name, fresh);
  row_.customer = name;
  row_.key = key;
  if (fresh) roster_.add_customer(key, name, PersonKey());
  const CustomerKey parent = parent_of(key, day);
  const PersonKey owner = person("owner", day);
  // The name that another row gave it may have come later in time.
  if (const Fact* mention = mention_of(key)) {
    const FactHead told = mention->head;
    emit(key, told.event, told.occurred, {}, [&](const FactHead& head, Batch& words) {
      return FactBody(CustomerFact{{{Field::name, words.put_text(head, "name", name)}}});
    });
  }
  emit(key, event(hash({"customers", key.text(), day.iso()})), Occurred::on(day), owner,
       [&](const FactHead& head, Batch& words) {
         return FactBody(CustomerFact{customer_fields(head, words, cells, parent)});
       });
  put_contact(key, day);
  put_owner(key, day, owner);
  add_tags(key, day);
  if (!cells.last_followup) return;
  emit(key, event(hash({"customers", key.text(), day.iso()}), "opening"),
       Occurred::on(day), owner, [&](const FactHead&, Batch&) {
         TouchFact fact;
         fact.outcome = Outcome::unknown;
         fact.opening = true;
         return FactBody(std::move(fact));
       });
}

}  // namespace kith::exchange
