using Portal.Domain.Rollouts.Planning;

namespace Portal.Domain.Remediations.Detection;

/// <summary>Pods that are wanted and refused.</summary>
/// <param name="Arm">Whose.</param>
/// <param name="Wanted">How many pods its Deployment asks for.</param>
/// <param name="Present">How many there are.</param>
/// <param name="Message">What the API server says: <c>exceeded quota: compute, requested: pods=1, used: pods=10, limited: pods=10</c>.</param>
public sealed record QuotaRefusal(Arm Arm, int Wanted, int Present, string Message);
