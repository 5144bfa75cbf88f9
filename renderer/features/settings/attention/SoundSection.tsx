import { Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { soundNames, type SoundName } from '../../../../electron/shared/attention.ts';
import { useAppState, useClient, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dropdown } from '../../../ui/choices.tsx';
import { neighbours, useFocusHandover } from '../../../ui/focusHandover.ts';
import { MarkedLabel } from '../../../ui/MarkedText.tsx';
import { HeldNote, SettingToggle } from '../controls.tsx';
import { Part } from '../search.tsx';
import { Section, Trouble } from '../Section.tsx';
import { changeWords, useApply } from '../useSetting.ts';
import classes from '../SettingsPage.module.css';
import soundClasses from './SoundSection.module.css';

const soundFor = ['mine', 'unassigned', 'others', 'urgent'] as const;

/** What is heard, and how loud. */
export function SoundSection() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const { sounds } = settings;
  const missing = sounds.ownFile === null && soundFor.some((which) => sounds[which] === 'own');
  return (
    <Section name="sounds" title={translate('sounds.title')}>
      <div className={classes.card}>
        <Part of={['sounds.muted', 'sounds.volume']}>
          <div className={classes.block}>
            <Part of="sounds.muted">
              <SettingToggle
                path="sounds.muted"
                label={translate('sounds.muted')}
                isSelected={sounds.muted}
              />
            </Part>
            <Part of="sounds.volume">
              <Volume volume={sounds.volume} />
            </Part>
          </div>
        </Part>
        <Part of="sounds.which">
          <div className={classes.block}>
            {soundFor.map((which) => (
              <SoundChoice key={which} which={which} sound={sounds[which]} />
            ))}
          </div>
        </Part>
        <Part of="sounds.ownFile">
          <div className={classes.block}>
            <OwnFile file={sounds.ownFile} />
            {missing && <p className={classes.note}>{translate('sounds.ownFileMissing')}</p>}
          </div>
        </Part>
      </div>
    </Section>
  );
}

function Volume({ volume }: { volume: number }) {
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('sounds.volume');
  const [draft, setDraft] = useState(volume);
  const before = useRef(volume);
  /** Changes that main has not answered yet: what it tells meanwhile is older than the draft. */
  const underWay = useRef(0);
  useEffect(() => {
    if (before.current !== volume && underWay.current === 0) setDraft(volume);
    before.current = volume;
  }, [volume]);
  const tell = async (value: number): Promise<void> => {
    underWay.current += 1;
    await apply(value);
    underWay.current -= 1;
  };
  return (
    <>
      <Slider
        value={draft}
        minValue={0}
        maxValue={100}
        step={5}
        isDisabled={held !== null}
        onChange={setDraft}
        onChangeEnd={(value) => void tell(value)}
        className={soundClasses.slider ?? ''}
      >
        <Label>
          <MarkedLabel text={translate('sounds.volume')} />
        </Label>
        <SliderTrack className={soundClasses.track ?? ''}>
          <span className={soundClasses.filled} style={{ width: `${draft}%` }} />
          <SliderThumb className={soundClasses.thumb ?? ''} />
        </SliderTrack>
        <SliderOutput className={soundClasses.output ?? ''}>{`${draft} %`}</SliderOutput>
      </Slider>
      <HeldNote held={held} />
      <Trouble words={trouble} />
    </>
  );
}

function SoundChoice({ which, sound }: { which: (typeof soundFor)[number]; sound: SoundName }) {
  const client = useClient();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply(`sounds.${which}`);
  const [silent, setSilent] = useState(false);
  const name = translate(`sounds.${which}`);
  const play = async (): Promise<void> => {
    const answer = await client.invoke('sounds.play', { sound });
    setSilent(!answer.ok || !answer.value.played);
  };
  return (
    <div>
      <div className={classes.withButton}>
        <div>
          <Dropdown
            label={name}
            value={sound}
            isDisabled={held !== null}
            onChange={(value) => {
              setSilent(false);
              void apply(value);
            }}
            choices={soundNames.map((value) => ({ value, label: translate(`sounds.${value}`) }))}
          />
        </div>
        <Button
          icon
          isDisabled={sound === 'none'}
          aria-label={translate('sounds.play', { name })}
          onPress={() => void play()}
        >
          <Play size={14} aria-hidden="true" />
        </Button>
      </div>
      <HeldNote held={held} />
      <Trouble words={silent ? translate('sounds.notPlayed') : trouble} />
    </div>
  );
}

function OwnFile({ file }: { file: string | null }) {
  const client = useClient();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('sounds.ownFile');
  const [refusal, setRefusal] = useState<string | null>(null);
  const removed = useFocusHandover(neighbours);
  const choose = async (): Promise<void> => {
    setRefusal(null);
    const answer = await client.invoke('sounds.chooseFile', null);
    if (!answer.ok) setRefusal(translate('failure.command'));
    else if (answer.value.result === 'invalid') setRefusal(translate('sounds.ownFileInvalid'));
    else if (answer.value.result !== 'cancelled') {
      const words = changeWords[answer.value.result];
      setRefusal(words === null ? null : translate(words));
    }
  };
  return (
    <fieldset className={classes.file}>
      <legend className={classes.fieldTitle}>
        <MarkedLabel text={translate('sounds.ownFile')} />
      </legend>
      <div className={classes.fileRow}>
        <span className={file === null ? classes.note : classes.fileName}>
          {file ?? translate('sounds.ownFileNone')}
        </span>
        <span className={classes.actions}>
          {file !== null && (
            <Button ref={removed} small isDisabled={held !== null} onPress={() => void apply(null)}>
              {translate('sounds.remove')}
            </Button>
          )}
          <Button small isDisabled={held !== null} onPress={() => void choose()}>
            {translate('sounds.choose')}
          </Button>
        </span>
      </div>
      <HeldNote held={held} />
      <Trouble words={refusal ?? trouble} />
    </fieldset>
  );
}
