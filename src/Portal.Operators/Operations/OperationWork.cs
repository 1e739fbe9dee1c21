using System.Text.Json.Nodes;
using Portal.Infrastructure.Database;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Operations;

/// <summary>One attempt at an operation: what it is about, and where its steps and its progress are told.</summary>
internal sealed class OperationWork(ClaimedOperation operation, TenantUnitOfWorks units, IOperationBook book)
{
    private JsonObject? _payload;

    public ClaimedOperation Operation => operation;

    public TenantUnitOfWorks Units => units;

    /// <summary>Who asked, in words.</summary>
    public string By => Payload.TextAt("by") ?? operation.CreatedBy;

    public JsonObject Payload => _payload ??= JsonNode.Parse(operation.Payload) as JsonObject ?? [];

    /// <summary>Tells whoever follows the operation what was done.</summary>
    public Task TellAsync(string name, string state, string message, CancellationToken cancellationToken) =>
        book.TellAsync(operation, (name, state, message), once: false, cancellationToken);

    /// <summary>Tells of a step that is done, unless an earlier attempt has told it.</summary>
    public Task TellOnceAsync(string name, string message, CancellationToken cancellationToken) =>
        book.TellAsync(operation, (name, "succeeded", message), once: true, cancellationToken);

    /// <summary>Says how far it is, for its page.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <param name="words">What is being done, in words: "12 of 40 tables".</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task ReportAsync(int percent, string words, CancellationToken cancellationToken) => book.ReportAsync(operation, Math.Clamp(percent, 0, 100), words, cancellationToken);
}
