namespace Portal.Domain.Rollouts.Planning;

/// <summary>One change the executor is to make. Every action may be repeated without harm. Open for this folder only.</summary>
public abstract record RolloutAction
{
    private protected RolloutAction()
    {
    }
}
