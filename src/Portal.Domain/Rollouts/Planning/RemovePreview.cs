namespace Portal.Domain.Rollouts.Planning;

/// <summary>Removes the preview Service of a blue-green rollout.</summary>
public sealed record RemovePreview : RolloutAction;
