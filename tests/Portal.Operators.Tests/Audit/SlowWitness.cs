using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Audit;

/// <summary>One that takes its time, by the test's clock, to say what was signed.</summary>
internal sealed class SlowWitness(ICheckpointWitness inner, ManualTime time, TimeSpan delay) : ICheckpointWitness
{
    public Task<AuditCheckpoint?> LastAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        time.Advance(delay);
        return inner.LastAsync(tenant, cancellationToken);
    }

    public Task AppendAsync(AuditCheckpoint checkpoint, string note, IReadOnlyList<string> hashes, CancellationToken cancellationToken) =>
        inner.AppendAsync(checkpoint, note, hashes, cancellationToken);
}
