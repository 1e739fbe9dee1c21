namespace Portal.Objectives.Alerts;

/// <param name="Operation">Follow it at <c>/api/v1/operations/{id}</c>.</param>
/// <param name="Alert">The alert that is sent.</param>
public sealed record AlertTestAccepted(string Operation, string Alert);
