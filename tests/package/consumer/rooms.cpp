// use.c in C++20 over the headers of the rooms, which serve static linking: the same
// lines.
#include <iostream>
#include <kith/flow/documents.hpp>
#include <kith/view/source.hpp>
#include <kith/view/view.hpp>
#include <vector>

int main() {
  using namespace kith;
  const Date day = Date::parse("2023-10-25").value();
  const Instant now = Instant::parse("2023-10-26T09:00:00+08:00").value();
  Batch batch;
  adopt(batch, default_document(DocumentKind::pipeline),
        Date::parse("2023-10-06").value(), now)
      .value();
  FactHead head;
  head.root = CustomerKey("YY");
  head.event = {"crm", "t1"};
  head.occurred = Occurred::on(day);
  head.recorded = now;
  batch.add({head, TouchFact{}}).value();
  head.event.key = "s1";
  StageFact stage;
  stage.deal = DealKey("d1");
  stage.end = DealEnd::won;
  batch.add({head, stage}).value();

  const View view(TablesSource::open(batch, Settings{}).value());
  std::cout << to_csv(view.customers()) << to_csv(view.history(CustomerKey("YY")));
  std::vector<Error> errors;
  const Error error = compile_document("{\"kind\": 3}", errors).error();
  std::cout << reason_name(error.reason()) << " at " << error.field() << "\n";
}
