using System.Globalization;
using Portal.Access;
using Portal.Api;
using Portal.Domain.Remediations;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Remediations;

internal static class RemediationEndpoints
{
    public static void MapRemediations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").OnTenantHost().RequireAuthorization().WithTags("Remediations");
        group.MapGet("/remediations", async (
            int? limit, string? cursor, string? state, string? kind, string? rollout, RemediationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), new(limit, cursor), new(state, kind, rollout), cancellationToken)).ToApi(context))
            .WithSummary("What was found wrong with rollouts, newest first; state is current, ended or one of the states");
        group.MapGet("/remediations/{id}", async (string id, RemediationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One finding, with what was done about it");
        group.MapPost("/remediations/{id}/attempts", async (string id, DecideRemediation decide, HttpContext context, CancellationToken cancellationToken) =>
            (await decide.ActAsync(context.Caller(), id, cancellationToken))
                .ToApi(context, accepted => new(StatusCodes.Status202Accepted, accepted, "/api/v1/operations/" + accepted.Operation)))
            .Idempotent().WithSummary("Do what is suggested");
        group.MapPost("/remediations/{id}/dismissals", async (string id, DismissRequest request, DecideRemediation decide, HttpContext context, CancellationToken cancellationToken) =>
            (await decide.DismissAsync(context.Caller(), id, request, cancellationToken)).ToApi(context, view => new(StatusCodes.Status201Created, view)))
            .Idempotent().WithSummary("Say that nothing is to be done, and why");
        group.MapGet("/remediation-settings", async (TenantRemediationSettings settings, HttpContext context, CancellationToken cancellationToken) =>
            (await settings.FindAsync(context.Caller(), cancellationToken)).ToApi(context, found => Tagged(context, found)))
            .WithSummary("What is done by itself, and how often");
        // Naturally idempotent: with If-Match a second attempt finds the first one's version.
        group.MapPut("/remediation-settings", async (RemediationSettingsDraft request, TenantRemediationSettings settings, HttpContext context, CancellationToken cancellationToken) =>
            (await settings.ReplaceAsync(context.Caller(), request, context.Request.Headers.IfMatch.ToString().Trim().Trim('"'), cancellationToken))
                .ToApi(context, found => Tagged(context, found)))
            .WithSummary("Replace the settings; needs If-Match with the ETag that was read");
    }

    private static ApiResponse Tagged(HttpContext context, RemediationSettingsView settings)
    {
        context.Response.Headers.ETag = $"\"{settings.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return new(200, settings);
    }
}
