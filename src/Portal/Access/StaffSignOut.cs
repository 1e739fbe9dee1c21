using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Access;

/// <summary>Ends a staff session at once, everywhere.</summary>
internal sealed class StaffSignOut(StaffAccounts accounts, PlatformDatabase database, TimeProvider time)
{
    public async Task ExecuteAsync(StaffCaller caller, StaffSessionId session, CancellationToken cancellationToken)
    {
        var now = PostgresClock.Now(time);
        await accounts.CloseSessionAsync(session, now, cancellationToken);
        await PlatformLog.WriteAsync(
            database.Source.CreateCommand,
            new(now, LifecycleActor.Staff, caller.Email, "staff.signed-out", null, new Dictionary<string, string>(), caller.CorrelationId),
            cancellationToken);
    }
}
