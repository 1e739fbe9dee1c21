using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>An admin asks for the tenant's deletion, or takes that back. The slug is typed, so that it is this tenant that is meant.</summary>
internal sealed class DeleteTenant(TenantTransitions transitions, TenantDirectory directory, IOptions<DeletionOptions> options)
{
    public TimeSpan Grace => options.Value.Grace;

    public async Task<Result<TenantDeletionView>> RequestAsync(Caller caller, RequestDeletionRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.DeleteTenant) is { } forbidden)
        {
            return forbidden;
        }

        var tenant = await directory.FindAsync(caller.Tenant, cancellationToken);
        return request.Slug == tenant?.Slug
            ? await ApplyAsync(caller, new TenantDeletionRequested(Grace), cancellationToken)
            : new InvalidFields([new("/slug", FieldText.Excerpt(request.Slug), $"Type the slug of this tenant, {tenant?.Slug}, to confirm.")]);
    }

    public async Task<Result<TenantDeletionView>> CancelAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Lacks(Permission.DeleteTenant) is { } forbidden ? forbidden : await ApplyAsync(caller, new TenantDeletionCanceled(), cancellationToken);

    /// <summary>Where the tenant stands, in whatever state that is.</summary>
    public async Task<Result<TenantDeletionView>> FindAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Lacks(Permission.DeleteTenant) is { } forbidden ? forbidden
            : await transitions.FindAsync(caller.Tenant, cancellationToken) is { } standing ? TenantDeletionView.Of(standing)
            : new TenantUnknown(caller.Tenant.ToString());

    private async Task<Result<TenantDeletionView>> ApplyAsync(Caller caller, TenantEvent happening, CancellationToken cancellationToken) =>
        (await transitions.ApplyAsync(caller.Tenant, happening, TransitionActor.Admin(caller), "", cancellationToken))
            .Match<Result<TenantDeletionView>>(standing => TenantDeletionView.Of(standing), error => error);
}
