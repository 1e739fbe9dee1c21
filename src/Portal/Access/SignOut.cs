using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;

namespace Portal.Access;

/// <summary>Ends a session at once, everywhere.</summary>
internal sealed class SignOut(TenantUnitOfWorks units)
{
    public async Task ExecuteAsync(Caller caller, SessionId session, CancellationToken cancellationToken)
    {
        await using var work = await units.BeginInAnyStateAsync(caller.Tenant, cancellationToken);
        var row = await work.Db.Set<SessionRow>().SingleOrDefaultAsync(s => s.Id == session && s.RevokedAt == null, cancellationToken);
        if (row is null)
        {
            return;
        }

        row.RevokedAt = work.Now;
        work.Audit(caller, new("session.closed", "session", session.ToString(), caller.Name, new Dictionary<string, string>()));
        await work.CommitAsync(cancellationToken);
    }
}
