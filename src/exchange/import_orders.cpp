// Rows of orders and receipts.
//
//   订单编号,客户名称,下单日期,产品编码,数量,单价
//   O-1,ZZ贸易公司,2023-10-11,P1,3,12.50     → a line of order O-1 worth 37.50
//   O-1,ZZ贸易公司,2023-10-20,P1,-1,12.50    → 12.50 of it given back
#include <algorithm>
#include <tuple>

#include "exchange/importer.hpp"
#include "exchange/words.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

constexpr std::size_t kReadableBytes = 64;

}  // namespace

void Importer::count_alike() {
  alike_.clear();
  taken_keys_.clear();
  const SheetKind kind = table_->header.kind;
  if (kind != SheetKind::orders && kind != SheetKind::receipts) return;
  struct Told {
    std::string same;   // what identifies the row
    std::string cells;  // all it says
    std::int64_t line = 0;
  };
  std::vector<Told> rows;
  for (const BodyRow& row : table_->body) {
    Told told;
    told.line = row.line;
    for (const std::string_view column : {"order", "returned_order", "kind", "line",
                                          "product_code", "contract", "receipt"})
      told.same += fold_tight(table_->at(row, column).text) + '\n';
    for (const std::string_view column : {"amount", "quantity"})
      told.same += table_->at(row, column).text.find_first_of("-(") == std::string::npos
                       ? '+'
                       : '-';
    if (table_->header.find("product_code") == nullptr)
      told.same += fold_tight(table_->at(row, "product").text);
    if (table_->header.find("order") == nullptr)
      told.same += table_->at(row, "date").text + '\n' +
                   table_->at(row, "customer").text + '\n' +
                   table_->at(row, "customer_id").text;
    for (const Cell& cell : row.cells) told.cells += cell.text + '\n';
    rows.push_back(std::move(told));
  }
  std::sort(rows.begin(), rows.end(), [](const Told& a, const Told& b) {
    return std::tie(a.same, a.cells, a.line) < std::tie(b.same, b.cells, b.line);
  });
  std::int32_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    next = i > 0 && rows[i].same == rows[i - 1].same ? next + 1 : 0;
    alike_[rows[i].line] = next;
  }
}

std::string Importer::take_key(
    const std::function<std::string(const std::string&)>& make) {
  for (std::int32_t n = alike_[body_->line];; ++n) {
    std::string key = make(n == 0 ? std::string() : std::to_string(n));
    if (taken_keys_.insert(key).second) return key;
  }
}

void Importer::compare_with_product(const MoneyCell& amount) {
  const ColumnMatch* price = table_->header.find("price");
  if (price == nullptr || text("price").empty() || text("quantity").empty() ||
      !says_nothing(text("discount")))
    return;
  const auto product =
      parse_product(cell("price"), cell("quantity"), price->unit, amount.currency);
  if (!product || product->low == amount.low || product->low == -amount.low) return;
  note("amount", "amount_differs",
       "金额不等于单价乘数量（" + Money{product->low, product->currency}.decimal() +
           "），按金额记",
       "the amount is not price times quantity (" +
           Money{product->low, product->currency}.decimal() + ") and is taken as it is");
}

std::optional<MoneyCell> Importer::order_amount() {
  if (auto amount = money("amount")) {
    compare_with_product(*amount);
    const bool back = amount->low > 0 && text("quantity").starts_with('-');
    if (back) {
      amount->low = -amount->low;
      if (amount->high) amount->high = -*amount->high;
    }
    return amount;
  }
  const auto price = money("price");
  if (!price || text("quantity").empty()) return std::nullopt;
  if (const std::string less = text("discount");
      !says_nothing(less) && less.find_first_of("123456789") != std::string::npos) {
    stop(RowOutcome::refused, "amount", "missing_value", "有折扣而无金额，无法计算",
         "no amount, and a discount beside the price: what was paid is not known");
  }
  const ColumnMatch* match = table_->header.find("price");
  const auto product = parse_product(cell("price"), cell("quantity"), match->unit,
                                     match->currency ? match->currency : row_.currency);
  if (!product) {
    stop(product.error().reason() == Reason::bad_number ? "quantity" : "price",
         product.error());
  }
  note("price", "amount_computed", "金额按单价乘数量计算",
       "no amount: price times quantity is taken");
  return *product;
}

void Importer::put_return(const CustomerKey& customer, const std::string& order, Date day,
                          Money money) {
  const std::string written = text("order");
  const std::string key = take_key([&](const std::string& n) {
    return hash({"return", customer.text(), order, written, day.iso(), text("line"),
                 text("product_code"), n});
  });
  emit(customer, event(key, "return"), Occurred::on(day), {},
       [&](const FactHead&, Batch&) {
         return FactBody(OrderReturnFact{OrderKey(order), money});
       });
}

void Importer::put_order_line(const CustomerKey& customer, const std::string& order,
                              Date day, Money money) {
  std::string line = fold_tight(text("line"));
  for (const std::string_view column : {"product_code", "product"}) {
    if (line.empty()) line = fold_tight(text(column));
  }
  if (line.size() > kReadableBytes) line = hash({"line", line});
  std::string told = line;
  const std::string key = take_key([&](const std::string& n) {
    told = n.empty() ? line : line + "#" + n;
    return hash({"order", customer.text(), order, told});
  });
  const EventKey which = event(key);
  const auto [before, first] = orders_before_.try_emplace(customer);
  if (first) {
    for (const Fact& fact : known_.facts(customer)) {
      if (const auto* known = std::get_if<OrderFact>(&fact.body))
        before->second.insert(known->order);
    }
  }
  if (before->second.count(OrderKey(order)) != 0 &&
      known_.latest(customer, which) == nullptr) {
    note("order", "line_added", "订单已有其他行，本行加入其中",
         "the order is known with other lines, and this one is added to it");
  }
  emit(customer, which, Occurred::on(day), {}, [&](const FactHead&, Batch&) {
    return FactBody(OrderFact{OrderKey(order), money, DealKey(), text("product"), told});
  });
}

void Importer::order_row() {
  if (text("customer").empty() && id().empty()) stop_nameless();
  const Date day = day_or_stop("date");
  const MoneyCell amount = amount_or_stop(order_amount());
  const std::string written = text("order");
  const std::string returned = text("returned_order");
  const bool is_return =
      amount.low < 0 || !returned.empty() || text("kind").find("退") != std::string::npos;
  std::string order = is_return && !returned.empty() ? returned : written;
  const bool numbered = table_->header.find("order") != nullptr;
  if (order.empty() && numbered)
    stop(RowOutcome::refused, "order", "missing_value", "缺少订单编号",
         "an order number is required");
  const CustomerKey customer = known_customer(day);
  if (order.empty()) {
    order =
        "o" + take_key([&](const std::string& n) {
          return hash({"order without a number", customer.text(), day.iso(),
                       fold_tight(text("product_code")), fold_tight(text("product")), n});
        });
  }
  const Money money{amount.low < 0 ? -amount.low : amount.low, amount.currency};
  if (is_return) {
    put_return(customer, order, day, money);
  } else {
    put_order_line(customer, order, day, money);
  }
}

void Importer::receipt_row() {
  if (text("customer").empty() && id().empty()) stop_nameless();
  const Date day = day_or_stop("date");
  const MoneyCell amount = amount_or_stop(money("amount"));
  const std::string contract = text("contract");
  if (contract.empty()) {
    stop(RowOutcome::refused, "contract", "missing_value", "缺少合同",
         "a contract is required to know the deal");
  }
  const CustomerKey customer = known_customer(day);
  const DealKey deal("d" + hash({"deal", customer.text(), fold_tight(contract)}));
  const std::string base = hash({"receipt", deal.text(), day.iso(), text("receipt")});
  const std::string key = take_key([&](const std::string& n) {
    return hash({base, n.empty() ? "0" : n});
  });
  emit(customer, event(key), Occurred::on(day), {}, [&](const FactHead&, Batch&) {
    ReceiptFact fact;
    fact.deal = deal;
    fact.amount = Money{amount.low < 0 ? -amount.low : amount.low, amount.currency};
    fact.reversal = amount.low < 0;
    return FactBody(std::move(fact));
  });
}

}  // namespace kith::exchange
