namespace Portal.Domain.Operations;

/// <summary>One thing that a process depends on.</summary>
/// <param name="Name">In lower case, e.g. <c>database</c>.</param>
/// <param name="Status">How it does.</param>
/// <param name="Detail">In words, for staff; never an address with a password in it.</param>
public sealed record ProcessPart(string Name, ProcessStatus Status, string Detail);
