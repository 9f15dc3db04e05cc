namespace Descent.Data;

public sealed partial class Dataset
{
    /// <summary>Cuts the set into training, dev and test set; see <see cref="Data.Split.Of(Dataset, SplitRule, long, bool)"/>.</summary>
    public Split Split(SplitRule rule, long seed = 0, bool stratified = false) => Data.Split.Of(this, rule, seed, stratified);
}
