using System.Globalization;
using Portal.Access;
using Portal.Api;
using Portal.Domain.Rollouts.Governance;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Rollouts.Governance;

internal static class GovernanceEndpoints
{
    public static void MapRolloutGovernance(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").OnTenantHost().RequireAuthorization().WithTags("Rollouts");
        group.MapGet("/rollout-policy", async (RolloutPolicies policies, HttpContext context, CancellationToken cancellationToken) =>
            (await policies.FindAsync(context.Caller(), cancellationToken)).ToApi(context, policy => Tagged(context, policy)))
            .WithSummary("What has to be so before a rollout begins");
        // Naturally idempotent: with If-Match a second attempt finds the first one's version.
        group.MapPut("/rollout-policy", async (PolicyDraft request, RolloutPolicies policies, HttpContext context, CancellationToken cancellationToken) =>
            (await policies.ReplaceAsync(context.Caller(), request, context.Request.Headers.IfMatch.ToString().Trim().Trim('"'), cancellationToken))
                .ToApi(context, policy => Tagged(context, policy)))
            .WithSummary("Replace the policy; needs If-Match with the ETag that was read");
        group.MapGet("/approval-groups", async (ApprovalGroups groups, HttpContext context, CancellationToken cancellationToken) =>
            (await groups.ListAsync(context.Caller(), cancellationToken)).ToApi(context, found => new(200, new Page<ApprovalGroupView>(found, null))))
            .WithSummary("Groups of members who decide about rollouts");
        group.MapPost("/approval-groups", async (CreateApprovalGroupRequest request, ApprovalGroups groups, HttpContext context, CancellationToken cancellationToken) =>
            (await groups.CreateAsync(context.Caller(), request, cancellationToken))
                .ToApi(context, made => new(StatusCodes.Status201Created, made, "/api/v1/approval-groups/" + Uri.EscapeDataString(made.Name))))
            .Idempotent().WithSummary("Make a group");
        group.MapPut("/approval-groups/{name}", async (string name, ApprovalGroupRequest request, ApprovalGroups groups, HttpContext context, CancellationToken cancellationToken) =>
            (await groups.ChangeAsync(context.Caller(), name, request, cancellationToken)).ToApi(context))
            .Idempotent().WithSummary("Say anew who is in a group");
        group.MapDelete("/approval-groups/{name}", async (string name, ApprovalGroups groups, HttpContext context, CancellationToken cancellationToken) =>
            (await groups.DeleteAsync(context.Caller(), name, cancellationToken)).ToApi(context, _ => new(StatusCodes.Status204NoContent, null)))
            .Idempotent().WithSummary("Remove a group that no stage names");
        group.MapGet("/approval-delegations", async (Delegations delegations, HttpContext context, CancellationToken cancellationToken) =>
            (await delegations.ListAsync(context.Caller(), cancellationToken)).ToApi(context, found => new(200, new Page<DelegationView>(found, null))))
            .WithSummary("Who decides in whose place");
        group.MapPost("/approval-delegations", async (DelegationRequest request, Delegations delegations, HttpContext context, CancellationToken cancellationToken) =>
            (await delegations.CreateAsync(context.Caller(), request, cancellationToken)).ToApi(context, made => new(StatusCodes.Status201Created, made)))
            .Idempotent().WithSummary("Lend your right to decide for a time");
        group.MapDelete("/approval-delegations/{id}", async (string id, Delegations delegations, HttpContext context, CancellationToken cancellationToken) =>
            (await delegations.EndAsync(context.Caller(), id, cancellationToken)).ToApi(context, _ => new(StatusCodes.Status204NoContent, null)))
            .Idempotent().WithSummary("Take it back");
        group.MapGet("/rollout-gates", async (GateQueries gates, HttpContext context, CancellationToken cancellationToken) =>
            (await gates.WaitingForAsync(context.Caller(), cancellationToken)).ToApi(context, found => new(200, new Page<WaitingRolloutView>(found, null))))
            .WithSummary("Rollouts that wait for your decision");
        group.MapGet("/rollouts/{id}/gate", async (string id, GateQueries gates, HttpContext context, CancellationToken cancellationToken) =>
            (await gates.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("What holds a rollout: stages, decisions, risk");
        group.MapPost("/rollouts/{id}/decisions", async (string id, DecisionRequest request, DecideRollout decide, HttpContext context, CancellationToken cancellationToken) =>
            (await decide.ExecuteAsync(context.Caller(), id, request, cancellationToken)).ToApi(context, gate => new(StatusCodes.Status201Created, gate)))
            .Idempotent().WithSummary("Approve or reject the stage that is asked");
        group.MapPost("/rollouts/{id}/freeze-overrides", async (string id, FreezeOverrideRequest request, OverrideFreeze let, HttpContext context, CancellationToken cancellationToken) =>
            (await let.ExecuteAsync(context.Caller(), id, request, cancellationToken)).ToApi(context, gate => new(StatusCodes.Status201Created, gate)))
            .Idempotent().WithSummary("Let a rollout begin in spite of freezes");
    }

    private static ApiResponse Tagged(HttpContext context, RolloutPolicyView policy)
    {
        context.Response.Headers.ETag = $"\"{policy.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return new(200, policy);
    }
}
