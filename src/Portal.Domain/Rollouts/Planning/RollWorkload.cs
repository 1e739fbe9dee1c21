namespace Portal.Domain.Rollouts.Planning;

/// <summary>Gives the stable Deployment the new version's pod template, and keeps the one before for the way back.</summary>
/// <param name="Replicas">How many pods.</param>
/// <param name="Keep">The revision whose template is the one to keep; any other is only half rolled out.</param>
public sealed record RollWorkload(int Replicas, RevisionRef Keep) : RolloutAction;
