using Portal.Access;
using Portal.Api;
using Portal.Operations;
using Portal.Tenancy;

namespace Portal.Plugins;

internal static class PluginsEndpoints
{
    public static void MapPlugins(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/installations").OnTenantHost().RequireAuthorization().WithTags("Plugins");
        group.MapGet("", async (InstallationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), cancellationToken)).ToApi(context)).WithSummary("What is installed");
        group.MapGet("/{id}", async (string id, InstallationQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One installation");
        group.MapPost("", async (InstallPluginRequest request, InstallPlugin install, HttpContext context, CancellationToken cancellationToken) =>
            (await install.ExecuteAsync(context.Caller(), request, cancellationToken)).ToApi(context, Accept))
            .Idempotent().WithSummary("Install a plugin");
        group.MapPost("/{id}/upgrades", async (string id, UpgradePluginRequest request, UpgradePlugin upgrade, HttpContext context, CancellationToken cancellationToken) =>
            (await upgrade.ExecuteAsync(context.Caller(), id, request, cancellationToken)).ToApi(context, Accept))
            .Idempotent().WithSummary("Roll out another version");
        group.MapDelete("/{id}", async (string id, UninstallPlugin uninstall, HttpContext context, CancellationToken cancellationToken) =>
            (await uninstall.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, Accept))
            .Idempotent().WithSummary("Uninstall a plugin");
    }

    private static ApiResponse Accept(Accepted accepted) => new(StatusCodes.Status202Accepted, accepted, "/api/v1/operations/" + accepted.Operation);
}
