using Portal.Access;
using Portal.Api;

namespace Portal.Tenancy.Keys;

/// <summary>Tenants' data keys, for staff, on the root host.</summary>
internal static class KeyEndpoints
{
    /// <param name="tenants">The group of tenants.</param>
    public static void MapKeys(this IEndpointRouteBuilder tenants)
    {
        var group = tenants.MapGroup("/{id}");
        group.MapGet("/keys", async (string id, PlatformKeys keys, HttpContext context, CancellationToken cancellationToken) =>
            (await keys.ListAsync(context.Staff(), id, cancellationToken)).ToApi(context, found => new(200, new Page<TenantKeyView>(found, null))))
            .WithSummary("A tenant's data keys, without the keys themselves");
        group.MapPost("/key-rotations", async (string id, PlatformKeys keys, HttpContext context, CancellationToken cancellationToken) =>
            (await keys.RotateAsync(context.Staff(), id, cancellationToken)).ToApi(context, made => new(StatusCodes.Status202Accepted, made)))
            .WithSummary("Make a new data key for a tenant and seal everything by it");
        group.MapPost("/key-destructions", async (string id, DestroyTenantKeyRequest request, PlatformKeys keys, HttpContext context, CancellationToken cancellationToken) =>
            (await keys.DestroyAsync(context.Staff(), id, request, cancellationToken)).ToApi(context))
            .WithSummary("Destroy a tenant's data keys, and all that they sealed");
    }
}
