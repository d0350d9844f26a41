package dev.shutterhook.submit.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureList;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.capture.DeliveryTally;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.listing.ListParameters;
import dev.shutterhook.submit.listing.PageDocument;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code GET /v1/captures?status=&limit=&cursor=}, the newest first, each as {@code GET
 * /v1/captures/{id}} shows it. A page ends early where it would be too long for an answer.
 */
public final class ListCaptures implements Endpoint {
  /**
   * Where the index does not tell the status that is meant, so many captures are looked at for one
   * page: as many as an account may have in flight unless somebody says otherwise.
   */
  static final int MAX_LOOKED_AT = 1_000;

  private final CaptureList list;
  private final CaptureStore captures;
  private final DeliveryTally tally;
  private final CaptureDocument document;

  public ListCaptures(
      CaptureList list, CaptureStore captures, DeliveryTally tally, CaptureDocument document) {
    this.list = list;
    this.captures = captures;
    this.tally = tally;
    this.document = document;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    Fields fields = ListParameters.fields(request.query());
    Optional<CaptureStatus> status = fields.choice("status", CaptureStatus.class);
    ListParameters asked = ListParameters.read(fields, Id.Kind.CAPTURE);
    if (!fields.faults().isEmpty()) {
      return Answer.Problem.invalid(fields.faults());
    }
    Set<CaptureStatus> statuses =
        status.<Set<CaptureStatus>>map(Set::of).orElse(EnumSet.allOf(CaptureStatus.class));
    int candidates = CaptureList.exact(statuses) ? asked.limit() : MAX_LOOKED_AT;
    Page<Id> page = list.page(caller.account(), statuses, asked.before(), candidates);
    return Answer.Reply.ok(shown(page, asked.limit(), statuses));
  }

  private ObjectNode shown(Page<Id> page, int limit, Set<CaptureStatus> statuses) {
    return new PageDocument<Counted>(
            "captures",
            this::find,
            counted -> counted.capture().id(),
            counted -> statuses.contains(counted.capture().status()),
            counted -> document.counting(_ -> counted.deliveries()).of(counted.capture()))
        .of(page, limit);
  }

  /** A capture and how its webhooks fare. */
  private record Counted(Capture capture, DeliveryCounts deliveries) {}

  private List<Counted> find(List<Id> ids) {
    List<Capture> found = captures.find(ids);
    Function<Capture, DeliveryCounts> counts = tally.of(found);
    return found.stream().map(capture -> new Counted(capture, counts.apply(capture))).toList();
  }
}
