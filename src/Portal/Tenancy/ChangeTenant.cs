using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy;

/// <summary>Staff change where a tenant stands. Every request may come twice: what is already so stays so.</summary>
internal sealed class ChangeTenant(TenantTransitions transitions, IOptions<DeletionOptions> options)
{
    private const int LongestNote = 500;

    public Task<Result<TenantDeletionView>> SuspendAsync(StaffCaller caller, string id, SuspendTenantRequest request, CancellationToken cancellationToken)
    {
        var known = Enum.TryParse<SuspensionReason>(request.Reason, ignoreCase: true, out var reason) && Enum.IsDefined(reason) && !char.IsDigit(request.Reason![0]);
        return known
            ? ApplyAsync(caller, StaffPermission.SuspendTenants, id, new TenantSuspended(reason), request.Note, cancellationToken)
            : Task.FromResult<Result<TenantDeletionView>>(new InvalidFields(
                [new("/reason", FieldText.Excerpt(request.Reason), "A reason is unpaid, abuse, security or requested.")]));
    }

    public Task<Result<TenantDeletionView>> ResumeAsync(StaffCaller caller, string id, CancellationToken cancellationToken) =>
        ApplyAsync(caller, StaffPermission.SuspendTenants, id, new TenantResumed(), null, cancellationToken);

    public Task<Result<TenantDeletionView>> DeleteAsync(StaffCaller caller, string id, DeleteTenantRequest request, CancellationToken cancellationToken)
    {
        var grace = request.GraceDays is { } days ? TimeSpan.FromDays(days) : options.Value.Grace;
        return request.GraceDays is < 0 or > 365
            ? Task.FromResult<Result<TenantDeletionView>>(new InvalidFields([new("/graceDays", $"{request.GraceDays}", "Grace days are between 0 and 365.")]))
            : ApplyAsync(caller, StaffPermission.DeleteTenants, id, new TenantDeletionRequested(grace), request.Note, cancellationToken);
    }

    public Task<Result<TenantDeletionView>> CancelDeletionAsync(StaffCaller caller, string id, CancellationToken cancellationToken) =>
        ApplyAsync(caller, StaffPermission.DeleteTenants, id, new TenantDeletionCanceled(), null, cancellationToken);

    private async Task<Result<TenantDeletionView>> ApplyAsync(
        StaffCaller caller, StaffPermission permission, string id, TenantEvent happening, string? note, CancellationToken cancellationToken)
    {
        if (caller.Lacks(permission) is { } forbidden)
        {
            return forbidden;
        }

        if (!string.IsNullOrEmpty(note) && FieldText.Check("/note", note, "A note", LongestNote) is { } fault)
        {
            return new InvalidFields([fault]);
        }

        if (!TenantId.TryParse(id, out var tenant))
        {
            return new TenantUnknown(id);
        }

        var actor = TransitionActor.Staff(tenant, caller);
        return (await transitions.ApplyAsync(tenant, happening, actor, note ?? "", cancellationToken))
            .Match<Result<TenantDeletionView>>(standing => TenantDeletionView.Of(standing), error => error);
    }
}
