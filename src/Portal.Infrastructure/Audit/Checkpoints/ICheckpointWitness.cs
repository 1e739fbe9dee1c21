using Portal.Domain.Audit;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>A place outside the database that remembers what was signed. It only ever takes more.</summary>
public interface ICheckpointWitness
{
    /// <summary>The last checkpoint that was given to it; null when there was none.</summary>
    Task<AuditCheckpoint?> LastAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <param name="checkpoint">What is signed.</param>
    /// <param name="note">The signed text.</param>
    /// <param name="hashes">Lines of <see cref="WitnessedLog"/>: the leaves that are new since the last.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    Task AppendAsync(AuditCheckpoint checkpoint, string note, IReadOnlyList<string> hashes, CancellationToken cancellationToken);
}
