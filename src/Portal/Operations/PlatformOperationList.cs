namespace Portal.Operations;

/// <summary>A page of the deployment's operations.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="NextCursor">Where to go on; absent at the end.</param>
/// <param name="Unanswered">Databases that could not be asked: what is in them is missing here.</param>
internal sealed record PlatformOperationList(IReadOnlyList<PlatformOperationView> Items, string? NextCursor, IReadOnlyList<UnansweredDatabase> Unanswered);
