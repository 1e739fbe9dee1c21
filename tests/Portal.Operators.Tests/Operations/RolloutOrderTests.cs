using System.Text.Json.Nodes;
using Portal.Operators.Operations.Handlers;

namespace Portal.Operators.Tests.Operations;

public sealed class RolloutOrderTests
{
    private static readonly RolloutOrder Order = new("r1", "Ada", "op_1", "because", 2);

    [Fact]
    public void PauseAndResume_OfASpec_LeaveItAsItWas()
    {
        var spec = new JsonObject { ["version"] = "1.1.0" };
        RolloutOrder.Pause(spec, Order);
        RolloutOrder.Pause(spec, Order);
        spec.ToJsonString().ShouldBe("""{"version":"1.1.0","paused":true}""");
        RolloutOrder.Resume(spec, Order);
        RolloutOrder.Resume(spec, Order);
        spec.ToJsonString().ShouldBe("""{"version":"1.1.0"}""");
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"duration":"PT1M"}""", false)]
    public void Resume_AtAPauseOfTheStrategy_LetsOnlyOneWithoutAnEndGoOn(string pause, bool isLetOn)
    {
        var spec = JsonNode.Parse($$$$"""{"strategy":{"canary":{"steps":[{"setWeight":10},{"analyze":{"duration":"PT1M"}},{"pause":{{{{pause}}}}}]}}}""")!.AsObject();
        RolloutOrder.Resume(spec, Order);
        spec["approvals"]?.ToJsonString().ShouldBe(isLetOn ? """[{"revision":"r1","step":2,"by":"Ada"}]""" : null);
    }

    [Fact]
    public void Retry_OfASpec_TakesOutWhatWasSaidToTheAttemptBefore()
    {
        var spec = new JsonObject { ["version"] = "1.1.0" };
        RolloutOrder.Approve(spec, Order);
        RolloutOrder.Pause(spec, Order);
        RolloutOrder.Abort(spec, Order);
        RolloutOrder.Promote(spec, Order);
        RolloutOrder.Retry(spec, Order);
        spec.ToJsonString().ShouldBe("""{"version":"1.1.0","retry":{"revision":"r1","by":"Ada","id":"op_1","reason":"because"}}""");
    }
}
