using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Dns;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy.Domains;

/// <summary>
/// Looks a custom domain's record up, decides what follows, and asks for the next look in the same transaction: daily while it is proved, more often
/// while it is not, until nobody looks any more.
/// </summary>
internal sealed class VerifyDomainHandler(ITxtResolver resolver, PlatformDatabase database) : IOperationHandler
{
    public string Kind => OperationKind.VerifyDomain;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (!CustomDomainId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not a domain.");
        }

        string? host;
        await using (var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken))
        {
            host = (await DomainRecord.FindAsync(unit, id, cancellationToken))?.Host;
        }

        if (host is null)
        {
            return;
        }

        // Outside any transaction: a name server may take its time.
        var outcome = await resolver.LookUpAsync(DomainChallenge.RecordName(host), cancellationToken);
        var message = await DecideAsync(work, id, outcome, cancellationToken);
        await work.TellAsync("dns", "succeeded", message, cancellationToken);
    }

    /// <summary>The chain of looks does not end because one could not be finished.</summary>
    public async Task AbandonAsync(OperationWork work, string reason, CancellationToken cancellationToken)
    {
        if (CustomDomainId.TryParse(work.Operation.SubjectId, out var id))
        {
            await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
            await DomainRecord.LookAgainAsync(unit, work.Operation, id, unit.Now + TimeSpan.FromHours(1), cancellationToken);
            await unit.CommitAsync(cancellationToken);
        }
    }

    private async Task<string> DecideAsync(OperationWork work, CustomDomainId id, TxtOutcome outcome, CancellationToken cancellationToken)
    {
        await using var unit = await work.Units.BeginAsync(work.Operation.Tenant, cancellationToken);
        if (await DomainRecord.FindAsync(unit, id, cancellationToken) is not { } record)
        {
            return "The domain was removed.";
        }

        var (after, evidence) = await SettleAsync(unit, record, outcome, cancellationToken);
        var message = DomainWords.Of(after, evidence, record.Host);
        await record.WriteAsync(unit, after, message, cancellationToken);
        if (after.LookAgainAt(evidence, unit.Now) is { } again)
        {
            await DomainRecord.LookAgainAsync(unit, work.Operation, id, again, cancellationToken);
        }

        Tell(unit, work.Operation, record, after);
        await unit.CommitAsync(cancellationToken);
        return message;
    }

    /// <summary>Weighs the proof against who holds the name, and moves the name before the row says so.</summary>
    private async Task<(DomainStanding After, DomainEvidence Evidence)> SettleAsync(
        TenantUnitOfWork unit, DomainRecord record, TxtOutcome outcome, CancellationToken cancellationToken)
    {
        var claim = await DomainClaim.FindAsync(database, unit.Tenant, record.Host, cancellationToken);
        if (record.Standing.State == DomainState.Verified && claim is null or { Ours: false })
        {
            // Somebody else has proved control since, or it was taken away: what was ours has moved.
            return (record.Standing with { State = DomainState.Lapsed }, DomainEvidence.NotProved);
        }

        var evidence = DomainChallenge.Evidence(outcome, record.Token, claim is { Ours: false } ? claim.Token : null);
        if (evidence == DomainEvidence.Proved && record.Standing.State is DomainState.Pending or DomainState.Verified
            && !await DomainClaim.TakeAsync(database, unit.Tenant, record, claim, unit.Now, cancellationToken))
        {
            evidence = DomainEvidence.NotProved;
        }

        var after = record.Standing.After(evidence, unit.Now);
        if (after.State == DomainState.Lapsed)
        {
            await DomainClaims.ReleaseAsync(database, unit.Tenant, record.Host, cancellationToken);
        }

        return (after, evidence);
    }

    private static void Tell(TenantUnitOfWork unit, ClaimedOperation operation, DomainRecord record, DomainStanding after)
    {
        unit.Publish(Topic.Domain, record.Id.ToString());
        var action = (before: record.Standing, after) switch
        {
            var (before, now) when before.State != now.State => now.State switch
            {
                DomainState.Verified => "domain.verified",
                DomainState.Lapsed => "domain.lapsed",
                _ => "domain.failed",
            },
            ({ MissingSince: null }, { MissingSince: not null }) => "domain.record-missing",
            _ => null,
        };
        if (action is null)
        {
            return;
        }

        // Replicas forget where the name led.
        unit.Publish(Topic.Tenant, unit.Tenant.ToString());
        var system = new Caller(unit.Tenant, PrincipalKind.System, default, "operator", "Portal operator", Role.Admin, operation.CorrelationId);
        unit.Audit(system, new AuditEntry(action, "domain", record.Id.ToString(), record.Host, new Dictionary<string, string>())
        {
            Changes = [new("state", record.Standing.State.ToString(), after.State.ToString())],
        });
    }
}
