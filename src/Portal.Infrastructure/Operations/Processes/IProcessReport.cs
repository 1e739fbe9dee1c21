using Portal.Domain.Operations;

namespace Portal.Infrastructure.Operations.Processes;

/// <summary>What a process says of itself.</summary>
public interface IProcessReport
{
    /// <summary><c>web</c> or <c>operator</c>.</summary>
    string Kind { get; }

    Task<IReadOnlyList<ProcessPart>> PartsAsync(CancellationToken cancellationToken);
}
