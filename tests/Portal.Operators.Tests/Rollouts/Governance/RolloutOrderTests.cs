using System.Text.Json.Nodes;
using Portal.Operators.Operations.Handlers;

namespace Portal.Operators.Tests.Rollouts.Governance;

public sealed class RolloutOrderTests
{
    [Fact]
    public void Approve_ForAGroupTwice_IsOneApprovalThatNamesIt()
    {
        var spec = new JsonObject();
        var order = new RolloutOrder("hash", "Ben", "opr_1", null, 3) { Group = "platform" };
        RolloutOrder.Approve(spec, order);
        RolloutOrder.Approve(spec, order);
        spec.ToJsonString().ShouldBe("""{"approvals":[{"revision":"hash","step":3,"by":"Ben","group":"platform"}]}""");
    }

    [Fact]
    public void Approve_ForAnotherGroup_StandsBesideTheFirst()
    {
        var spec = new JsonObject();
        RolloutOrder.Approve(spec, new("hash", "Ben", "opr_1", null, 3));
        RolloutOrder.Approve(spec, new("hash", "Cleo", "opr_2", null, 3) { Group = "platform" });
        spec["approvals"]!.AsArray().Select(approval => (string?)approval!["by"]).ShouldBe(["Ben", "Cleo"]);
    }
}
